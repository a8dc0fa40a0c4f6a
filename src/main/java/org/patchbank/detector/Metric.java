package org.patchbank.detector;

/** How two embeddings are compared. All come down to Euclidean distances after a change of the embeddings. */
public enum Metric {
    /** {@code |a - b|}, its root taken. */
    EUCLIDEAN,
    /**
     * {@code 1 - cos(a, b)}, 0 to 2. Embeddings are divided by their lengths; then {@code |a - b|^2 = 2 (1 - cos)}. A vector of zeros
     * stays one and is 0.5 from every other.
     */
    COSINE,
    /** {@code sqrt((a - b)' S^-1 (a - b))} with S the shrunk covariance of the good embeddings, which are whitened by it. */
    MAHALANOBIS;

    /** The distance where the changed embeddings have this squared Euclidean distance. */
    double ofSquared(float squared) {
        return this == COSINE ? squared / 2.0 : Math.sqrt(squared);
    }
}
