package org.patchbank.detector.metric;

import java.util.Map;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Divides each embedding by its length: {@code |a/|a| - b/|b||^2 = 2 (1 - cos(a, b))}, so the nearest by distance is the nearest by
 * cosine. A vector of zeros stays as it is.
 */
public final class UnitLength implements EmbeddingTransform {
    private static final int ROWS_AT_ONCE = 56;

    @Override
    public EmbeddingTable apply(EmbeddingTable table, Parallel parallel) {
        return RowBlocks.map(table, ROWS_AT_ONCE, parallel, UnitLength::divide);
    }

    private static void divide(float[] source, int offset, int rows, int dimension, float[] target) {
        for (int from = offset; from < offset + rows * dimension; from += dimension) {
            double squared = 0;
            for (int i = from; i < from + dimension; i++) {
                squared += (double) source[i] * source[i];
            }
            double factor = squared == 0 ? 0 : 1 / Math.sqrt(squared);
            for (int i = from; i < from + dimension; i++) {
                target[i] = (float) (source[i] * factor);
            }
        }
    }

    @Override
    public Map<String, float[]> numbers() {
        return Map.of();
    }
}
