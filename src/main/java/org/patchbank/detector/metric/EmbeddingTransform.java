package org.patchbank.detector.metric;

import java.util.Map;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** A change of embeddings after which Euclidean distance is what a metric means. Immutable, safe for concurrent use. */
public interface EmbeddingTransform {
    /** Leaves embeddings as they are. */
    EmbeddingTransform NONE = new Unchanged();

    /**
     * @param parallel shares the rows out; the values do not depend on it
     * @return the changed rows in blocks of the same size; the table itself where nothing changes
     */
    EmbeddingTable apply(EmbeddingTable table, Parallel parallel);

    /** What the transform was fitted to, by name; empty where it needs no fit. */
    Map<String, float[]> numbers();
}
