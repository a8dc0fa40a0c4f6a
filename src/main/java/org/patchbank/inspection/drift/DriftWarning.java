package org.patchbank.inspection.drift;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Something of a deployment has moved.
 *
 * @param beforeMiddle median, or share, of what it is compared with
 * @param afterMiddle of the window of the last look that saw it
 * @param psi of that look, as ks and pValue
 * @param since when the first inspection came that is no longer as before, as far as can be told
 * @param sinceStart whether it never was as before since the comparison began
 * @param firstSeen when it was found
 * @param lastSeen when a look saw it last
 * @param before typical inspections of before, newest first; none where the comparison is with calibration images
 * @param after typical inspections since, newest first
 */
public record DriftWarning(
        UUID id,
        String factory,
        String product,
        String line,
        UUID deployment,
        DriftMeasure measure,
        double beforeMiddle,
        double afterMiddle,
        double psi,
        double ks,
        double pValue,
        Instant since,
        boolean sinceStart,
        Instant firstSeen,
        Instant lastSeen,
        List<UUID> before,
        List<UUID> after,
        Optional<Acknowledgement> acknowledgement,
        Optional<Instant> resolvedAt,
        Optional<Resolution> resolution) {

    /** Somebody knows of it. @param note may be null */
    public record Acknowledgement(String by, Instant at, String note) {}

    /** How a warning ends. */
    public enum Resolution {
        /** It is as before. */
        BACK,
        /** It is compared with something else now: another version, calibration or limits, or a person said so. */
        NEW_REFERENCE,
        /** The deployment is no more. */
        REMOVED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it has come. */
    public enum State {
        OPEN,
        /** Somebody knows of it, and it still holds. */
        ACKNOWLEDGED,
        RESOLVED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        if (resolvedAt.isPresent()) {
            return State.RESOLVED;
        }
        return acknowledgement.isPresent() ? State.ACKNOWLEDGED : State.OPEN;
    }
}
