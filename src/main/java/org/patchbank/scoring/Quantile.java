package org.patchbank.scoring;

import java.util.Arrays;

/**
 * A quantile of the patch scores, between two of them by linear interpolation (Hyndman and Fan 1996, definition 7). Unlike a mean of
 * the top it does not see how high the highest patches are, so it stands dust and reflections up to its share of the image.
 *
 * @param level in (0, 1]; 1 is the maximum, 0.5 the median
 */
public record Quantile(double level) implements Aggregation {
    public Quantile {
        if (!(level > 0) || level > 1) {
            throw new IllegalArgumentException("a quantile at " + level);
        }
    }

    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        float[] scores = image.counted();
        Arrays.sort(scores);
        return ofSorted(scores, level);
    }

    @Override
    public int deciding(int patches) {
        return patches - (int) (level * (patches - 1));
    }

    /** @param sorted ascending, at least one value */
    static double ofSorted(float[] sorted, double level) {
        double position = level * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
    }
}
