package org.patchbank.scoring;

/** The score of the most anomalous patch: max_i s_i (PatchCore, Roth et al. 2022, equation 6). */
public record Maximum() implements Aggregation {
    @Override
    public boolean largestDecides() {
        return true;
    }

    @Override
    public int deciding(int patches) {
        return 1;
    }

    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        return of(image.counted());
    }

    /** The largest value, or negative infinity where there is none. */
    public static double of(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
