package org.patchbank.deployment;

import java.time.Instant;
import org.patchbank.scoring.DecisionRule;

/** One entry of a deployment's history: the version and limits that came into force, when, why, and by whom; {@code by} is null where nobody said. */
public record ThresholdChange(
        int revision,
        String referenceSet,
        int version,
        CalibrationSource calibration,
        DecisionRule rule,
        String reason,
        Instant madeAt,
        String by) {}
