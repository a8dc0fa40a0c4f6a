package org.patchbank.scoring;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Scores of good images that the bank has not seen, from which thresholds with a stated false-reject rate follow.
 *
 * <p>Split conformal prediction (Vovk 2012; Angelopoulos and Bates 2021, section 3.2): with n scores the limit for a wanted rate a is
 * the k-th smallest, k = ceil((n + 1)(1 - a)). Over the draw of calibration images, the share of future good parts above that limit is
 * distributed as Beta(n + 1 - k, k), as long as they are exchangeable: same camera, light, product.
 */
public final class Calibration {
    private static final double ROUNDING = 1e-9;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final double[] sortedScores;

    /** @param scores in any order, copied; at least one, all finite */
    public Calibration(double[] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("a calibration needs at least one score");
        }
        if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("calibration scores must be finite");
        }
        this.sortedScores = scores.clone();
        Arrays.sort(sortedScores);
    }

    public int images() {
        return sortedScores.length;
    }

    /**
     * The limit for a wanted rate. With too few images for it ({@link #imagesNeeded}) it is the largest score, which promises no more
     * than 1 / (n + 1); {@link #advice} then says so in words.
     *
     * @param falseRejectWanted share of good parts that may lie above the limit, in (0, 1)
     */
    public Threshold threshold(double falseRejectWanted) {
        return threshold(falseRejectWanted, false);
    }

    /**
     * The same, but with too few images for the wanted rate the limit is extrapolated along the tail of the largest scores, if there are
     * at least {@value TailThreshold#FEWEST} and the largest are not equal.
     */
    public Threshold threshold(double falseRejectWanted, boolean extrapolate) {
        requireRate(falseRejectWanted);
        int n = images();
        int k = (int) Math.max(1, Math.ceil((n + 1) * (1 - falseRejectWanted) - ROUNDING));
        if (k <= n) {
            return quantile(k, ThresholdMethod.CONFORMAL, falseRejectWanted, extrapolate);
        }
        return (extrapolate ? TailThreshold.of(sortedScores, falseRejectWanted) : Optional.<Threshold>empty())
                .orElseGet(() -> quantile(n, ThresholdMethod.CONFORMAL_LARGEST, falseRejectWanted, extrapolate));
    }

    private Threshold quantile(int k, ThresholdMethod method, double wanted, boolean extrapolate) {
        int n = images();
        BetaDistribution realised = BetaDistribution.of(n + 1 - k, k);
        return new Threshold(
                sortedScores[k - 1],
                method,
                wanted,
                realised.getMean(),
                realised.inverseCumulativeProbability(LOW),
                realised.inverseCumulativeProbability(HIGH),
                n,
                extrapolate);
    }

    /**
     * What these images say of a limit that a person chose. Of n scores c lie above it: it promises (c + 1) / (n + 1), and the interval
     * is that of Clopper and Pearson for c of n. Nothing was asked for, so the wanted rate is the promised one.
     */
    public Threshold manual(double value) {
        int n = images();
        int above =
                (int) Arrays.stream(sortedScores).filter(score -> score > value).count();
        double promised = (above + 1.0) / (n + 1);
        double low = above == 0 ? 0 : BetaDistribution.of(above, n - above + 1).inverseCumulativeProbability(LOW);
        double high = above == n ? 1 : BetaDistribution.of(above + 1, n - above).inverseCumulativeProbability(HIGH);
        return new Threshold(value, ThresholdMethod.MANUAL, promised, promised, low, high, n, false);
    }

    /** How many good images a rate needs before it can be promised: the smallest n with n >= 1 / rate - 1. */
    public static int imagesNeeded(double falseRejectWanted) {
        requireRate(falseRejectWanted);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(1 / falseRejectWanted - 1 - ROUNDING)));
    }

    /** What to tell a person whose threshold cannot keep the wanted rate, or only by extrapolation; empty where it can. */
    public static Optional<String> advice(Threshold threshold) {
        return Advice.of(threshold).map(Advice::text);
    }

    private static void requireRate(double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("a false-reject rate lies between 0 and 1, was " + rate);
        }
    }
}
