package org.patchbank.inspection;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.scoring.DecisionRule;

/**
 * Which reference version, with which thresholds, judges a product on a line.
 *
 * @param revision counts the changes of version or limits, from 1
 * @param rolling where its limits follow its accepted inspections
 * @param changedAt when that revision came into force
 */
public record Deployment(
        UUID id,
        String product,
        String line,
        UUID versionId,
        String referenceSet,
        int version,
        int revision,
        DecisionRule rule,
        Optional<Rolling> rolling,
        Instant createdAt,
        Instant changedAt) {}
