package org.patchbank.detector.hybrid;

import java.util.Arrays;

/**
 * Brings scores to tail probabilities: how rarely a good patch that the model has not seen scores as much. Between the scores of
 * good patches it is their empirical tail, {@code (1 + number as high) / (n + 1)}; above the highest hundredth it goes on as an
 * exponential tail with their mean excess (the generalised Pareto tail of shape 0; Pickands 1975), so that ever higher scores are ever
 * rarer. Immutable.
 */
public final class TailCurve {
    private static final int KNOTS = 256;
    private static final double TAIL = 0.01;
    private static final int LEAST_TAIL = 10;

    /** Scores, ascending, and {@code -ln p} at each; then the tail's first score is the last knot. */
    private final float[] scores;

    private final float[] logs;
    private final float excess;

    private TailCurve(float[] scores, float[] logs, float excess) {
        this.scores = scores;
        this.logs = logs;
        this.excess = excess;
    }

    /** @param unseen scores of good patches by models that have not seen them, at least one; sorted by this */
    public static TailCurve of(float[] unseen) {
        Arrays.sort(unseen);
        int n = unseen.length;
        int tail = Math.min(n, Math.max(LEAST_TAIL, (int) (n * TAIL)));
        int knots = 0;
        float[] scores = new float[KNOTS + 1];
        float[] logs = new float[KNOTS + 1];
        int before = -1;
        for (int i = 0; i <= KNOTS; i++) {
            // Ranks from the top, from n down to the tail's, in equal steps of -ln p.
            int rank = (int) Math.round(n * Math.pow((double) tail / n, (double) i / KNOTS));
            int position = n - rank;
            if (position > before && (knots == 0 || unseen[position] > scores[knots - 1])) {
                scores[knots] = unseen[position];
                logs[knots++] = (float) -Math.log(rank / (n + 1.0));
            }
            before = position;
        }
        float first = scores[knots - 1];
        double excess = 0;
        for (int i = n - tail; i < n; i++) {
            excess += Math.max(0, unseen[i] - first);
        }
        float smallest = Math.max(Float.MIN_NORMAL, Math.ulp(first));
        return new TailCurve(
                Arrays.copyOf(scores, knots), Arrays.copyOf(logs, knots), Math.max(smallest, (float) (excess / tail)));
    }

    /** @param numbers what {@link #numbers} gave */
    public static TailCurve ofNumbers(float[] numbers) {
        int knots = numbers.length / 2;
        return new TailCurve(
                Arrays.copyOfRange(numbers, 1, knots + 1),
                Arrays.copyOfRange(numbers, knots + 1, 2 * knots + 1),
                numbers[0]);
    }

    /** All that describes it. */
    public float[] numbers() {
        float[] numbers = new float[1 + 2 * scores.length];
        numbers[0] = excess;
        System.arraycopy(scores, 0, numbers, 1, scores.length);
        System.arraycopy(logs, 0, numbers, 1 + scores.length, logs.length);
        return numbers;
    }

    /** {@code -ln p} of a score; grows with it, 0 below all scores of good patches. */
    public float rarity(float score) {
        int last = scores.length - 1;
        if (score >= scores[last]) {
            return logs[last] + (score - scores[last]) / excess;
        }
        int at = Arrays.binarySearch(scores, score);
        if (at >= 0) {
            return logs[at];
        }
        int above = -at - 1;
        if (above == 0) {
            return 0;
        }
        float share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return logs[above - 1] + share * (logs[above] - logs[above - 1]);
    }
}
