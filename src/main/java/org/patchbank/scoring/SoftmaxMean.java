package org.patchbank.scoring;

import java.util.List;

/**
 * The mean weighted by the softmax of the scores: sum_i w_i s_i with w_i = exp(s_i / T) / sum_j exp(s_j / T). T is a multiple of the
 * standard deviation of good images' patch scores, so the same temperature means the same for every model: towards 0 it is the
 * maximum, far above 1 the mean.
 *
 * @param temperature above 0, in standard deviations of a good patch's score
 */
public record SoftmaxMean(double temperature) implements Aggregation {
    public SoftmaxMean {
        if (!(temperature > 0) || !Double.isFinite(temperature)) {
            throw new IllegalArgumentException("a temperature of " + temperature);
        }
    }

    /** @return the standard deviation of the unseen patch scores, over all images */
    @Override
    public float[] learn(List<ScoredPatches> unseen) {
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (ScoredPatches image : unseen) {
            for (float score : image.counted()) {
                count++;
                double difference = score - mean;
                mean += difference / count;
                squares += difference * (score - mean);
            }
        }
        return new float[] {(float) Math.sqrt(squares / count)};
    }

    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        float[] scores = image.counted();
        double max = Maximum.of(scores);
        double scale = temperature * learned[0];
        if (scale == 0) {
            return max;
        }
        double sum = 0;
        double weights = 0;
        for (float score : scores) {
            double weight = Math.exp((score - max) / scale);
            weights += weight;
            sum += weight * score;
        }
        return sum / weights;
    }
}
