package org.patchbank.inspection.shadow;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.deployment.CalibrationSource;
import org.patchbank.scoring.DecisionRule;

/**
 * A version that scores every inspection of a deployment, and decides nothing.
 *
 * @param versionId null once it has ended
 * @param calibration whose good images its limits follow from
 * @param rule the limits that it would have
 * @param from inspections received from then on are scored
 * @param startedBy who, or null
 * @param reason or null
 * @param completeBelow inspections with lower ids are scored, all of them
 */
public record Shadow(
        UUID id,
        UUID deployment,
        UUID versionId,
        String referenceSet,
        int version,
        CalibrationSource calibration,
        DecisionRule rule,
        Instant from,
        Instant startedAt,
        String startedBy,
        String reason,
        UUID completeBelow,
        Optional<End> end) {

    /** @param by who, or null */
    public record End(Instant at, String by, Outcome outcome) {}

    /** How it ended. */
    public enum Outcome {
        /** It judges now. */
        PROMOTED,
        REMOVED,
        /** Another version is the shadow now. */
        REPLACED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
