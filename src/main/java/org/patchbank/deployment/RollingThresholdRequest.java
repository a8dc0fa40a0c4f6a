package org.patchbank.deployment;

/**
 * What somebody wants of rolling limits.
 *
 * @param plan null to turn them off
 */
public record RollingThresholdRequest(RollingPlan plan) {}
