package org.patchbank.deployment;

import java.util.UUID;
import org.patchbank.scoring.DecisionRule;

/**
 * A version that could judge in the place of the one in force, with the limits that it would have there.
 *
 * @param calibration whose good images those follow from
 */
public record CandidateRule(
        UUID versionId, String referenceSet, int version, CalibrationSource calibration, DecisionRule rule) {}
