package org.patchbank.scoring;

import java.util.Locale;
import java.util.Optional;

/**
 * What to tell a person whose threshold cannot keep the wanted rate, or only by extrapolation.
 *
 * @param needed how many good images the wanted rate takes
 * @param tail what is to be said of extrapolating instead
 */
public record Advice(Threshold threshold, int needed, Tail tail) {
    /** What is to be said of a limit beyond all scores, along the tail of the largest. */
    public enum Tail {
        /** The limit is one. */
        FOLLOWED,
        /** It was not asked for, and can be. */
        POSSIBLE,
        /** It was asked for, and the largest scores are equal. */
        EQUAL,
        /** It was asked for, and takes more images. */
        TOO_FEW,
        /** It was not asked for, and takes more images. */
        UNSAID;

        private static Tail of(Threshold threshold) {
            if (threshold.method() == ThresholdMethod.PARETO_TAIL) {
                return FOLLOWED;
            }
            boolean enough = threshold.calibrationImages() >= TailThreshold.FEWEST;
            if (threshold.extrapolationWanted()) {
                return enough ? EQUAL : TOO_FEW;
            }
            return enough ? POSSIBLE : UNSAID;
        }
    }

    /** Empty where the threshold keeps its rate. */
    public static Optional<Advice> of(Threshold threshold) {
        return switch (threshold.method()) {
            case CONFORMAL, MANUAL, ROLLING -> Optional.empty();
            case CONFORMAL_LARGEST, PARETO_TAIL ->
                Optional.of(new Advice(
                        threshold, Calibration.imagesNeeded(threshold.falseRejectWanted()), Tail.of(threshold)));
        };
    }

    /** How many images a tail takes. */
    public int fewest() {
        return TailThreshold.FEWEST;
    }

    /** In English. */
    public String text() {
        if (tail == Tail.FOLLOWED) {
            return String.format(
                    Locale.ROOT,
                    "This limit is an extrapolation: %d good images cannot show a false-reject rate of %s, so it lies"
                            + " beyond all of their scores, along a tail fitted to the largest. Such limits reject %s"
                            + " on average, if good parts follow that tail. Add good images until there are %d for a"
                            + " promise that was seen kept.",
                    threshold.calibrationImages(),
                    percent(threshold.falseRejectWanted()),
                    percent(threshold.falseRejectPromised()),
                    needed);
        }
        return String.format(
                Locale.ROOT,
                "%d good images cannot promise a false-reject rate of %s: the limit is the largest of their"
                        + " scores, which promises %s. Add good images until there are %d.%s",
                threshold.calibrationImages(),
                percent(threshold.falseRejectWanted()),
                percent(threshold.falseRejectPromised()),
                needed,
                aboutExtrapolating());
    }

    private String aboutExtrapolating() {
        return switch (tail) {
            case EQUAL -> " It is not extrapolated, for their largest scores are equal.";
            case TOO_FEW -> " It is not extrapolated: that takes " + TailThreshold.FEWEST + " at least.";
            case POSSIBLE -> " Or let it be extrapolated from the tail of their scores (extrapolate).";
            case UNSAID, FOLLOWED -> "";
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", share * 100);
    }
}
