package org.patchbank.scoring.drift;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What is asked of sorted values. */
final class DriftSamples {
    private DriftSamples() {}

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Between two values by linear interpolation (Hyndman and Fan 1996, definition 7). */
    static double quantile(double[] sorted, double level) {
        double position = level * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The smallest value, nine deciles and the largest value. */
    static List<Double> deciles(double[] sorted) {
        return IntStream.rangeClosed(0, 10)
                .mapToObj(tenth -> quantile(sorted, tenth / 10.0))
                .toList();
    }

    /** At most {@code most} of the values, evenly over their ranks. */
    static double[] thinned(double[] sorted, int most) {
        if (sorted.length <= most) {
            return sorted;
        }
        double[] thinned = new double[most];
        for (int i = 0; i < most; i++) {
            thinned[i] = quantile(sorted, (i + 0.5) / most);
        }
        return thinned;
    }
}
