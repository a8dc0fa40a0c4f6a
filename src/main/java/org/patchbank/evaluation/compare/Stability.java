package org.patchbank.evaluation.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.detector.Folds;
import org.patchbank.scoring.Calibration;

/**
 * How far a threshold depends on which good images it was calibrated on: the good images are dealt into folds, the threshold t_k is found
 * without the k-th, and the grouped jackknife (Shao and Wu 1989) gives the standard deviation
 *
 * <pre>
 * sqrt((K - 1) / K sum (t_k - mean)^2)
 * </pre>
 *
 * as a share of the median score. Smaller is steadier.
 */
public record Stability(double relativeDeviation) {
    private static final int FOLDS = 10;

    /** @param scores of good images that the detector had not seen, at least two */
    static Stability of(double[] scores, double falseReject, long seed) {
        List<Integer> all = IntStream.range(0, scores.length).boxed().toList();
        double[] thresholds = Folds.of(all, seed, FOLDS).stream()
                .mapToDouble(fold -> new Calibration(all.stream()
                                .filter(image -> !fold.contains(image))
                                .mapToDouble(image -> scores[image])
                                .toArray())
                        .threshold(falseReject)
                        .value())
                .toArray();
        double mean = Arrays.stream(thresholds).average().orElseThrow();
        double squares = Arrays.stream(thresholds)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt((thresholds.length - 1.0) / thresholds.length * squares);
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return new Stability(deviation / Math.max(Math.abs(sorted[sorted.length / 2]), 1e-12));
    }
}
