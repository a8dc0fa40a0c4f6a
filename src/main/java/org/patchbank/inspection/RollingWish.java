package org.patchbank.inspection;

/**
 * What somebody wants of rolling limits.
 *
 * @param plan null to turn them off
 */
public record RollingWish(RollingPlan plan) {}
