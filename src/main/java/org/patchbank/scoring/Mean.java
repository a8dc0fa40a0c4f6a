package org.patchbank.scoring;

/** The mean of the n patch scores: sum_i s_i / n. For a part that is wrong as a whole: another material, a haze. */
public record Mean() implements Aggregation {
    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        return of(image.counted());
    }

    /** @param values at least one */
    public static double of(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
