package org.patchbank.scoring;

/**
 * The mean weighted by where a patch lies: sum_i w_i s_i / sum_i w_i, with w_i the mean of a mask over the patch. For parts that always
 * lie alike, where a fault in one place matters more than in another.
 */
public record MaskMean(WeightMask mask) implements Aggregation {
    /** @return 0 where no patch that counts has a weight */
    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        double[] weights = mask.over(image.grid());
        double sum = 0;
        double total = 0;
        for (int patch = 0; patch < weights.length; patch++) {
            if (image.counts(patch)) {
                sum += weights[patch] * image.scores()[patch];
                total += weights[patch];
            }
        }
        return total == 0 ? 0 : sum / total;
    }
}
