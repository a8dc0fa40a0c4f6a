package org.patchbank.evaluation.benchmark;

import java.util.Arrays;

/** Milliseconds of many runs. */
final class Times {
    private final double[] sorted;

    Times(double[] millis) {
        sorted = millis.clone();
        Arrays.sort(sorted);
    }

    /** The nearest-rank quantile. */
    double quantile(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    static double millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }
}
