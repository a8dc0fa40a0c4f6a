package org.patchbank.detector.search;

import java.util.Map;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.metric.UnitLength;
import org.patchbank.detector.metric.Whitening;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

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

    /**
     * The change of embeddings that this metric needs.
     *
     * @param rows of the table to fit it to, at least two
     * @param shrinkage of the covariance, above 0 and at most 1
     */
    public EmbeddingTransform fit(EmbeddingTable table, int[] rows, double shrinkage, Parallel parallel) {
        return switch (this) {
            case EUCLIDEAN -> EmbeddingTransform.NONE;
            case COSINE -> new UnitLength();
            case MAHALANOBIS -> Whitening.of(table, rows, shrinkage, parallel);
        };
    }

    /** @param numbers what the transform that {@link #fit} gave told */
    public EmbeddingTransform open(Map<String, float[]> numbers) {
        return switch (this) {
            case EUCLIDEAN -> EmbeddingTransform.NONE;
            case COSINE -> new UnitLength();
            case MAHALANOBIS -> Whitening.of(numbers);
        };
    }

    /** The distance where the changed embeddings have this squared Euclidean distance. */
    double ofSquared(float squared) {
        return this == COSINE ? squared / 2.0 : Math.sqrt(squared);
    }
}
