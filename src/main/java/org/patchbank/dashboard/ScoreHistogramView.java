package org.patchbank.dashboard;

import java.util.Arrays;

/**
 * Scores counted in steps of one width.
 *
 * @param edges of the steps, one more than there are counts
 */
record ScoreHistogramView(double[] edges, long[] counts) {
    /**
     * @param scores one at least
     * @param most the end of the last step is no less, so that a limit lies inside
     */
    static ScoreHistogramView of(double[] scores, double most, int steps) {
        double low = Arrays.stream(scores).min().orElseThrow();
        double high = Math.max(most, Arrays.stream(scores).max().orElseThrow());
        return between(low, high, steps, scores);
    }

    /** @param high where it is not above {@code low}, the steps become as wide as they must be */
    static ScoreHistogramView between(double low, double high, int steps, double[] scores) {
        double width = high > low ? (high - low) / steps : Math.max(Math.abs(low), 1) / steps;
        double[] edges = new double[steps + 1];
        Arrays.setAll(edges, i -> low + i * width);
        long[] counts = new long[steps];
        for (double score : scores) {
            counts[Math.min(steps - 1, (int) ((score - low) / width))]++;
        }
        return new ScoreHistogramView(edges, counts);
    }
}
