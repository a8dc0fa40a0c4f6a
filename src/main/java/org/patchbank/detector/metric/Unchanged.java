package org.patchbank.detector.metric;

import java.util.Map;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** For the Euclidean distance itself. */
final class Unchanged implements EmbeddingTransform {
    @Override
    public EmbeddingTable apply(EmbeddingTable table, Parallel parallel) {
        return table;
    }

    @Override
    public Map<String, float[]> numbers() {
        return Map.of();
    }
}
