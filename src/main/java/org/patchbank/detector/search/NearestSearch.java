package org.patchbank.detector.search;

import java.util.BitSet;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Exact nearest neighbours by filter and verify: a product of short forms ({@link Sketch}) bounds every distance from below;
 * only rows whose bound is under the best distance so far are looked at.
 *
 * <p>Immutable and safe for concurrent use. The result does not depend on the number of threads.
 */
public final class NearestSearch {
    private static final BitSet NONE = new BitSet();

    /** The bank in the order of the panels. */
    private final EmbeddingTable bank;
    /** For each row of {@link #bank} its number in the bank that was given. */
    private final int[] numbers;

    private final Basis basis;
    private final Panels panels = new Panels(true);
    private final Panels means;
    private final TailPanels tails;
    private final Parallel parallel;

    /** @param bank at least one row; copied */
    public NearestSearch(EmbeddingTable bank, Parallel parallel) {
        this.parallel = parallel;
        basis = Basis.of(bank, Sketch.DIRECTIONS);
        numbers = PanelOrder.of(Sketch.of(bank, basis, parallel));
        float[] values = new float[Math.multiplyExact(bank.rows(), bank.dimension())];
        for (int row = 0; row < numbers.length; row++) {
            bank.copyRow(numbers[row], values, row * bank.dimension());
        }
        this.bank = EmbeddingTable.of(values, bank.dimension());
        Sketch sketch = Sketch.of(this.bank, basis, parallel);
        for (int row = 0; row < numbers.length; row++) {
            panels.add(sketch, row);
        }
        means = panels.means();
        tails = new TailPanels(sketch);
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
    public NearestQueries begin(EmbeddingTable queries, int k) {
        return begin(queries, k, Metric.EUCLIDEAN, NONE);
    }

    /**
     * The same with distances as a metric gives them, for embeddings that were changed for it.
     *
     * @param without rows of the bank that are left out, as if they were not there; k others must remain
     */
    public NearestQueries begin(EmbeddingTable queries, int k, Metric metric, BitSet without) {
        if (queries.dimension() != bank.dimension()) {
            throw new IllegalArgumentException(
                    "queries of dimension %d, bank of dimension %d".formatted(queries.dimension(), bank.dimension()));
        }
        if (k < 1 || k > bank.rows() - without.cardinality()) {
            throw new IllegalArgumentException("%d neighbours of %d rows".formatted(k, bank.rows()));
        }
        return new NearestQueries(this, queries, k, metric, without);
    }

    public EmbeddingTable bank() {
        return bank;
    }

    Sketch sketch(EmbeddingTable queries) {
        return Sketch.of(queries, basis, parallel);
    }

    /** The number that a row of {@link #bank()} has in the bank that was given. */
    int number(int row) {
        return numbers[row];
    }

    Panels means() {
        return means;
    }

    Panels panels() {
        return panels;
    }

    TailPanels tails() {
        return tails;
    }

    Parallel parallel() {
        return parallel;
    }
}
