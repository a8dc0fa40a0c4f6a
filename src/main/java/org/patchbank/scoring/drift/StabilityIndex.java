package org.patchbank.scoring.drift;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index of a sample against a reference. The reference's quantiles cut the line into B bins; with the shares p of
 * the reference and q of the sample
 *
 * <pre>PSI = sum over bins of (q - p) ln(q / p)</pre>
 *
 * where half a value is added to every bin of either, so that no share is 0. Custom calls 0.1 a small change and 0.25 a large one, whatever
 * the sizes of the samples; but of m and n values from one distribution PSI is distributed nearly as (1/m + 1/n) chi² with B - 1 degrees
 * of freedom (Yurdakul and Naranjo, Journal of Risk Model Validation 14, 2020), which is large where there are few.
 */
final class StabilityIndex {
    private static final int BINS = 10;
    private static final int FEW_BINS = 5;
    private static final int ENOUGH = 10 * BINS;
    private static final double SMOOTHING = 0.5;

    private final double[] edges;
    private final double[] shares;
    private final int references;

    /** @param sorted the reference, ascending */
    StabilityIndex(double[] sorted) {
        int bins = sorted.length >= ENOUGH ? BINS : FEW_BINS;
        this.references = sorted.length;
        this.edges = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            edges[i - 1] = DriftSamples.quantile(sorted, (double) i / bins);
        }
        this.shares = shares(sorted);
    }

    double of(double[] sample) {
        double[] found = shares(sample);
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            sum += (found[i] - shares[i]) * Math.log(found[i] / shares[i]);
        }
        return sum;
    }

    /** What PSI exceeds with a probability where nothing has changed. */
    double critical(int size, double probability) {
        return ChiSquaredDistribution.of(edges.length).inverseSurvivalProbability(probability)
                * (1.0 / references + 1.0 / size);
    }

    private double[] shares(double[] values) {
        double[] counts = new double[edges.length + 1];
        Arrays.fill(counts, SMOOTHING);
        for (double value : values) {
            counts[bin(value)]++;
        }
        double all = values.length + SMOOTHING * counts.length;
        return Arrays.stream(counts).map(count -> count / all).toArray();
    }

    /** A value at an edge belongs to the bin below it. */
    private int bin(double value) {
        int bin = 0;
        while (bin < edges.length && value > edges[bin]) {
            bin++;
        }
        return bin;
    }
}
