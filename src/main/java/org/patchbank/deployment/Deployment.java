package org.patchbank.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

/**
 * Which reference version, with which thresholds, judges a product on a line.
 *
 * @param factory whose line it is
 * @param built where the version's images were taken
 * @param calibration whose good images the limits follow from
 * @param revision counts the changes of version or limits, from 1
 * @param rolling where its limits follow its accepted inspections
 * @param changedAt when that revision came into force
 */
public record Deployment(
        UUID id,
        String factory,
        String product,
        String line,
        UUID versionId,
        String referenceSet,
        int version,
        BuiltFor built,
        CalibrationSource calibration,
        int revision,
        DecisionRule rule,
        Optional<Rolling> rolling,
        Instant createdAt,
        Instant changedAt) {

    /** @param line where the reference set says it */
    public record BuiltFor(String factory, Optional<String> line) {}

    /** A rate that most lines ask for, where the limit was set by hand and names none. */
    private static final double WANTED_BY_HAND = 0.01;

    /** The share of good parts that may be rejected; a usual one where the limit was set by hand. */
    public double rejectRate() {
        Threshold reject = rule.reject();
        return reject.method() == ThresholdMethod.MANUAL ? WANTED_BY_HAND : reject.falseRejectWanted();
    }

    /** How many more good images of the line itself that rate needs; those of another camera do not count. */
    public int imagesMissing() {
        int have = calibratedElsewhere() ? 0 : rule.reject().calibrationImages();
        return Math.max(0, Calibration.imagesNeeded(rejectRate()) - have);
    }

    /** Whether the limits follow from images of another camera, so that their promise does not hold here. */
    public boolean calibratedElsewhere() {
        return calibration == CalibrationSource.VERSION && builtElsewhere();
    }

    /** Whether the version was made from another camera's images, as far as anybody said. */
    public boolean builtElsewhere() {
        return !built.factory().equals(factory)
                || built.line().filter(other -> !other.equals(line)).isPresent();
    }
}
