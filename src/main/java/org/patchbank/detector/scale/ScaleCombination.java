package org.patchbank.detector.scale;

import java.util.List;

/**
 * Makes one score of those that a patch got at several scales, all on a {@link CommonScale}.
 *
 * @param rule how
 * @param weights one a scale for {@link Rule#WEIGHTED}, none negative and not all zero; empty otherwise
 */
public record ScaleCombination(Rule rule, List<Double> weights) {
    /** What becomes of the scores s_1 to s_n. */
    public enum Rule {
        /** sum s_i / n. */
        MEAN,
        /** max s_i: an anomaly that one scale alone sees counts in full. */
        MAX,
        /** sum w_i s_i / sum w_i. */
        WEIGHTED
    }

    public ScaleCombination {
        weights = List.copyOf(weights);
        if ((rule == Rule.WEIGHTED) == weights.isEmpty()) {
            throw new IllegalArgumentException("%s with %d weights".formatted(rule, weights.size()));
        }
        if (weights.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite())
                || (rule == Rule.WEIGHTED && weights.stream().allMatch(weight -> weight == 0))) {
            throw new IllegalArgumentException("weights of " + weights);
        }
    }

    public static ScaleCombination of(Rule rule) {
        return new ScaleCombination(rule, List.of());
    }

    /** @param scores one a scale, in the order of the weights */
    float of(float[] scores) {
        if (rule == Rule.MAX) {
            float max = Float.NEGATIVE_INFINITY;
            for (float score : scores) {
                max = Math.max(max, score);
            }
            return max;
        }
        double sum = 0;
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            double weight = rule == Rule.MEAN ? 1 : weights.get(i);
            sum += weight * scores[i];
            total += weight;
        }
        return (float) (sum / total);
    }

    /** @throws IllegalArgumentException if there are weights for another number of scales */
    void requireScales(int scales) {
        if (rule == Rule.WEIGHTED && weights.size() != scales) {
            throw new IllegalArgumentException(
                    "%d weights for %d scales: %s".formatted(weights.size(), scales, weights));
        }
    }
}
