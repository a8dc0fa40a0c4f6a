package org.patchbank.scoring;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds good images that may hide a defect: those whose score, against a bank built without them, lies far above the rest. "Far" is
 * counted in robust standard deviations above the median (Iglewicz and Hoaglin 1993), so the suspects do not hide each other.
 */
public final class Screening {
    /** Robust standard deviations above the median from which an image is suspect; image maxima lean to the right, so not 3.5. */
    public static final double FAR = 5;

    private static final double MEDIAN_DEVIATION_TO_SIGMA = 1.482602;
    private static final double MEAN_DEVIATION_TO_SIGMA = 1.253314;

    private Screening() {}

    /** @return positions in {@code scores} of the suspects, the highest score first; empty below three scores */
    public static List<Integer> suspects(double[] scores) {
        if (scores.length < 3) {
            return List.of();
        }
        double median = median(scores);
        double[] deviations =
                Arrays.stream(scores).map(score -> Math.abs(score - median)).toArray();
        double limit = median + FAR * sigma(deviations);
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > limit)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i])
                        .reversed()
                        .thenComparing(i -> i))
                .toList();
    }

    private static double sigma(double[] deviations) {
        double sigma = MEDIAN_DEVIATION_TO_SIGMA * median(deviations);
        // more than half of the scores are equal: the median deviation says nothing
        return sigma > 0
                ? sigma
                : MEAN_DEVIATION_TO_SIGMA * Arrays.stream(deviations).average().orElse(0);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
