package org.patchbank.evaluation.compare;

import java.util.Arrays;
import java.util.Random;
import org.patchbank.scoring.Calibration;

/**
 * How far a threshold depends on which good images it was calibrated on: the standard deviation of the thresholds of bootstrap
 * samples of the calibration scores (Efron 1979), as a share of the median score. Smaller is steadier.
 */
public record Stability(double relativeDeviation) {
    private static final int SAMPLES = 200;

    static Stability of(double[] scores, double falseReject, long seed) {
        Random random = new Random(seed);
        double[] thresholds = new double[SAMPLES];
        double[] sample = new double[scores.length];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < sample.length; j++) {
                sample[j] = scores[random.nextInt(scores.length)];
            }
            thresholds[i] = new Calibration(sample).threshold(falseReject).value();
        }
        double mean = Arrays.stream(thresholds).average().orElseThrow();
        double variance = Arrays.stream(thresholds)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return new Stability(Math.sqrt(variance) / Math.max(Math.abs(sorted[sorted.length / 2]), 1e-12));
    }
}
