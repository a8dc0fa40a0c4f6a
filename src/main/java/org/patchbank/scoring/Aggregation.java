package org.patchbank.scoring;

/** How the scores of an image's patches become the image's anomaly score. */
public enum Aggregation {
    MAX {
        @Override
        public double aggregate(float[] scores) {
            float max = Float.NEGATIVE_INFINITY;
            for (float score : scores) {
                max = Math.max(max, score);
            }
            return max;
        }
    };

    /** @param scores one a patch, at least one */
    public abstract double aggregate(float[] scores);
}
