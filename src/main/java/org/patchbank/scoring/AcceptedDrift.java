package org.patchbank.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * How far the scores of good parts have moved since the calibration, judged by accepted parts alone.
 *
 * <p>Accepted parts are a truncated sample: a part above the limit of its day is not among them. A quantile of theirs taken for one of all
 * good parts would lie too low, the next limit with it, and every recalibration would reject more. So the truncation is put into the
 * model. Let F be the distribution of the calibration scores and d a shift of all good scores. A part with score x that was accepted under
 * the limit L then has the probability integral transform (Rosenblatt 1952) of the truncated distribution
 * <pre>u(d) = F(x - d) / F(L - d)</pre>
 * which is uniform on [0, 1] for the true d, whatever L was, also where it differed from part to part. The estimate is the d for which the
 * mean of u is 1/2; it falls as d grows. What happened above the limit is never needed, so scores that rise are seen as well as scores
 * that fall, and as d is always counted from the calibration, no estimate builds on the one before.
 *
 * <p>The mean of n uniform values has the variance 1/(12 n), and the m calibration scores add 1/(12 m) of their own; from that follow the
 * 90 % interval and whether a shift is seen at all. Only a shift is estimated: a change of the distribution's shape shows as one.
 */
public final class AcceptedDrift {
    private static final double Z_90 = 1.645;
    private static final double Z_99 = 2.576;
    private static final int HALVINGS = 60;

    private final double[] sorted;
    private final double gap;

    /** @param calibrationScores in any order, copied; at least two */
    public AcceptedDrift(double[] calibrationScores) {
        if (calibrationScores.length < 2) {
            throw new IllegalArgumentException("two calibration scores at least");
        }
        this.sorted = calibrationScores.clone();
        Arrays.sort(sorted);
        this.gap = Math.max((last() - sorted[0]) / (sorted.length - 1), Math.ulp(Math.abs(last())));
    }

    /** An accepted part and the limit that it was accepted under. */
    public record Accepted(double score, double limit) {}

    /**
     * What was found.
     *
     * @param value the shift, in units of the score
     * @param low lower end of its 90 % interval
     * @param high upper end of that interval
     */
    public record Shift(double value, double low, double high) {}

    /** The middle of the calibration scores. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** @param accepted at least one */
    public Shift estimate(List<Accepted> accepted) {
        double deviation = Z_90 * deviation(accepted.size());
        return new Shift(solve(accepted, 0.5), solve(accepted, 0.5 + deviation), solve(accepted, 0.5 - deviation));
    }

    /** Whether the parts speak against a shift, at 1 % significance. */
    public boolean contradicts(List<Accepted> accepted, double shift) {
        return Math.abs(mean(accepted, shift) - 0.5) > Z_99 * deviation(accepted.size());
    }

    private double deviation(int parts) {
        return Math.sqrt(1 / (12.0 * parts) + 1 / (12.0 * sorted.length));
    }

    /** The shift at which the mean of u falls to {@code wanted}. */
    private double solve(List<Accepted> accepted, double wanted) {
        double low = accepted.stream().mapToDouble(Accepted::score).min().orElseThrow() - last() - gap;
        double high = accepted.stream().mapToDouble(Accepted::score).max().orElseThrow() - sorted[0] + gap;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (mean(accepted, middle) > wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double mean(List<Accepted> accepted, double shift) {
        double sum = 0;
        for (Accepted part : accepted) {
            double below = share(part.limit() - shift);
            sum += below > 0 ? share(part.score() - shift) / below : 0; // under this shift nothing could be accepted
        }
        return sum / accepted.size();
    }

    /** F: the k-th smallest of m scores has the share k / (m + 1); straight lines between, and one mean gap beyond the ends. */
    private double share(double score) {
        int m = sorted.length;
        if (score <= sorted[0]) {
            return Math.max(0, 1 - (sorted[0] - score) / gap) / (m + 1);
        }
        if (score >= last()) {
            return (m + Math.min(1, (score - last()) / gap)) / (m + 1);
        }
        int found = Arrays.binarySearch(sorted, score);
        int above = found >= 0 ? found + 1 : -found - 1;
        double from = sorted[above - 1];
        return (above + (score - from) / Math.max(sorted[above] - from, Double.MIN_NORMAL)) / (m + 1);
    }

    private double last() {
        return sorted[sorted.length - 1];
    }
}
