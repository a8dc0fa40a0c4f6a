package org.patchbank.inspection.drift;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbank.deployment.Deployment;

/**
 * What is known of a deployment's drift.
 *
 * @param lookedAt when its inspections were looked at last
 * @param referenceFrom inspections before do not count as reference, where a person said so
 * @param warnings all that still hold, and the last ones that do not; newest first
 */
public record DriftReport(
        Deployment deployment,
        Optional<Instant> lookedAt,
        Optional<Instant> referenceFrom,
        List<Measured> measures,
        List<DriftWarning> warnings) {

    /**
     * One measure.
     *
     * @param points the looks at it, oldest first; the last one is what holds now. Empty until there are enough values
     * @param waiting how many values are still waited for, where there are no points
     */
    public record Measured(DriftMeasure measure, List<DriftPoint> points, Optional<Waiting> waiting) {}

    /**
     * What a first look waits for.
     *
     * @param have so many there are
     * @param need so many there must be
     * @param of what they are
     */
    public record Waiting(int have, int need, Values of) {}

    /** What can be too few. */
    public enum Values {
        /** Calibration scores below the review limit: a version made from more good images has more. */
        CALIBRATION,
        INSPECTIONS
    }
}
