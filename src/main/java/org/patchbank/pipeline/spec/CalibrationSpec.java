package org.patchbank.pipeline.spec;

/** Which good images give the scores that thresholds follow from. All of them are scored by a bank that has not seen them. */
public sealed interface CalibrationSpec {
    /** Every image, each against a bank built without it; the version's own bank holds them all. */
    record Cross() implements CalibrationSpec {}

    /**
     * Some images, chosen at random by the spec's seed, that stay out of the version's bank.
     *
     * @param share of the images, in (0, 1)
     */
    record HeldOut(double share) implements CalibrationSpec {
        static final double DEFAULT_SHARE = 0.2;
    }
}
