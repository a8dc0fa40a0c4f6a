package org.patchbank.evaluation.metrics;

import java.util.Arrays;

/**
 * How well scores tell defective images from good ones.
 *
 * @param auroc area under the ROC curve, ties counted half
 * @param averagePrecision scikit-learn's definition
 * @param f1Max the best F1 of any threshold
 * @param f1MaxThreshold the lowest threshold that reaches it; scores at or above it count as defective
 */
public record ImageMetrics(double auroc, double averagePrecision, double f1Max, double f1MaxThreshold) {
    /**
     * @param good scores of good images, at least one
     * @param defective scores of defective images, at least one
     */
    public static ImageMetrics of(double[] good, double[] defective) {
        double[] distinct = Arrays.stream(defective).sorted().distinct().toArray();
        Ranking ranking = ranking(good, defective, distinct);
        double[] f1 = ranking.f1();
        int best = 0;
        for (int i = 1; i < f1.length; i++) {
            best = f1[i] >= f1[best] ? i : best;
        }
        return new ImageMetrics(
                ranking.auroc(), ranking.averagePrecision(), f1[best], distinct[distinct.length - 1 - best]);
    }

    private static Ranking ranking(double[] good, double[] defective, double[] distinct) {
        if (good.length == 0 || defective.length == 0) {
            throw new IllegalArgumentException("metrics need good and defective images");
        }
        int last = distinct.length - 1;
        int[] positives = new int[distinct.length];
        int[] before = new int[distinct.length];
        int[] tied = new int[distinct.length];
        for (double score : defective) {
            positives[last - Arrays.binarySearch(distinct, score)]++;
        }
        for (double score : good) {
            int found = Arrays.binarySearch(distinct, score);
            if (found >= 0) {
                tied[last - found]++;
            } else if (found < -1) {
                before[last - (-found - 2)]++; // -found - 1 positives lie below it
            }
        }
        return new Ranking(positives, before, tied, good.length);
    }
}
