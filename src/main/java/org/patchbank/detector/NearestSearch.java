package org.patchbank.detector;

import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Exact nearest neighbours by filter and verify: a product of short forms ({@link Sketch}) bounds every distance from below;
 * only rows whose bound is under the best distance so far are looked at.
 *
 * <p>Immutable and safe for concurrent use. The result does not depend on the number of threads.
 */
public final class NearestSearch {
    private final EmbeddingTable bank;
    private final Basis basis;
    private final Sketch sketch;
    private final Panels panels = new Panels(true);
    private final Parallel parallel;

    /** @param bank at least one row */
    public NearestSearch(EmbeddingTable bank, Parallel parallel) {
        this.bank = bank;
        this.parallel = parallel;
        basis = Basis.of(bank, Sketch.DIRECTIONS);
        sketch = Sketch.of(bank, basis, parallel);
        for (int row = 0; row < bank.rows(); row++) {
            panels.add(sketch, row);
        }
    }

    /**
     * Finds the nearest rows of every query.
     *
     * @param k how many, at most the rows of the bank
     * @return for each query its k nearest rows, ascending by distance, ties by row
     */
    public Neighbours nearest(EmbeddingTable queries, int k) {
        return begin(queries, k).all();
    }

    /** A search that can tell the largest distance before it knows all. */
    NearestQueries begin(EmbeddingTable queries, int k) {
        if (queries.dimension() != bank.dimension()) {
            throw new IllegalArgumentException(
                    "queries of dimension %d, bank of dimension %d".formatted(queries.dimension(), bank.dimension()));
        }
        if (k < 1 || k > bank.rows()) {
            throw new IllegalArgumentException("%d neighbours of %d rows".formatted(k, bank.rows()));
        }
        return new NearestQueries(this, queries, k);
    }

    EmbeddingTable bank() {
        return bank;
    }

    Sketch sketch() {
        return sketch;
    }

    Sketch sketch(EmbeddingTable queries) {
        return Sketch.of(queries, basis, parallel);
    }

    Panels panels() {
        return panels;
    }

    Parallel parallel() {
        return parallel;
    }
}
