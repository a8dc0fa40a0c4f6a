package org.patchbank.vectorindex;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks that every adapter makes before it calls its server. */
public final class VectorChecks {
    /** What a search gives at most for a query. */
    public static final int MOST_NEIGHBORS = 16_384;

    private VectorChecks() {}

    public static void rows(VectorCollection collection, List<VectorRow> rows) {
        Set<Long> ids = new HashSet<>();
        for (VectorRow row : rows) {
            dimension(collection, row.vector());
            if (!ids.add(row.id())) {
                throw new IllegalArgumentException("id " + row.id() + " is there twice");
            }
        }
    }

    public static void queries(VectorCollection collection, List<float[]> queries, int k) {
        atLeastOne("k", k);
        if (k > MOST_NEIGHBORS) {
            throw new IllegalArgumentException("k is at most %,d, was %,d".formatted(MOST_NEIGHBORS, k));
        }
        for (float[] query : queries) {
            dimension(collection, query);
            for (float value : query) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("the query holds " + value);
                }
            }
        }
    }

    public static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, was " + value);
        }
    }

    private static void dimension(VectorCollection collection, float[] vector) {
        if (vector.length != collection.dimension()) {
            throw new IllegalArgumentException("%d values, but %s holds vectors of dimension %d"
                    .formatted(vector.length, collection.name(), collection.dimension()));
        }
    }
}
