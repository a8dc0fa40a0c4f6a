package org.patchbank.evaluation.metrics;

import java.util.Arrays;

/**
 * Positives and negatives in the order of their scores, in the compact form that exact curves need: the distinct scores of the
 * positives, falling, and how many negatives lie between and at them. Where only negatives lie, every curve runs straight.
 */
final class Ranking {
    private final int[] positives;
    private final int[] negativesBefore;
    private final int[] negativesTied;
    private final long positiveCount;
    private final long negativeCount;

    /**
     * @param positives how many positives have the i-th highest score
     * @param negativesBefore how many negatives lie above that score, but below the next higher one
     * @param negativesTied how many negatives have that very score
     * @param negativeCount all negatives, those below the lowest positive included
     */
    Ranking(int[] positives, int[] negativesBefore, int[] negativesTied, long negativeCount) {
        this.positives = positives;
        this.negativesBefore = negativesBefore;
        this.negativesTied = negativesTied;
        this.positiveCount = Arrays.stream(positives).asLongStream().sum();
        this.negativeCount = negativeCount;
    }

    boolean hasBothClasses() {
        return positiveCount > 0 && negativeCount > 0;
    }

    /** Area under the ROC curve; ties count half (mid rank). */
    double auroc() {
        double won = 0;
        long above = 0;
        for (int i = 0; i < positives.length; i++) {
            above += negativesBefore[i];
            won += positives[i] * (negativeCount - above - negativesTied[i] / 2.0);
            above += negativesTied[i];
        }
        return won / positiveCount / negativeCount;
    }

    /** Sum of precision times the step in recall over all distinct thresholds, without interpolation (as scikit-learn). */
    double averagePrecision() {
        double sum = 0;
        long found = 0;
        long wrong = 0;
        for (int i = 0; i < positives.length; i++) {
            found += positives[i];
            wrong += negativesBefore[i] + negativesTied[i];
            sum += positives[i] * ((double) found / (found + wrong));
        }
        return sum / positiveCount;
    }

    /** F1 where everything at or above the i-th highest positive score counts as positive. */
    double[] f1() {
        double[] f1 = new double[positives.length];
        long found = 0;
        long wrong = 0;
        for (int i = 0; i < f1.length; i++) {
            found += positives[i];
            wrong += negativesBefore[i] + negativesTied[i];
            f1[i] = 2.0 * found / (found + wrong + positiveCount);
        }
        return f1;
    }

    /**
     * Area under a curve over the false-positive rate, up to a limit and divided by it; straight lines between thresholds.
     *
     * @param gains by how much the curve rises at the i-th highest positive score
     */
    double areaUpTo(double limit, double[] gains) {
        double area = 0;
        double rate = 0;
        double height = 0;
        for (int i = 0; i < gains.length && rate < limit; i++) {
            double before = rate + (double) negativesBefore[i] / negativeCount;
            area += trapezoid(rate, before, height, height, limit);
            double after = before + (double) negativesTied[i] / negativeCount;
            area += trapezoid(before, after, height, height + gains[i], limit);
            rate = after;
            height += gains[i];
        }
        return (area + trapezoid(rate, 1, height, height, limit)) / limit;
    }

    private static double trapezoid(double from, double to, double heightFrom, double heightTo, double limit) {
        if (from >= limit || to <= from) {
            return 0;
        }
        double end = Math.min(to, limit);
        double heightEnd = heightFrom + (heightTo - heightFrom) * (end - from) / (to - from);
        return (end - from) * (heightFrom + heightEnd) / 2;
    }
}
