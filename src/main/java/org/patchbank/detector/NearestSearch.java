package org.patchbank.detector;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import java.util.Arrays;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Exact nearest neighbours by filter and verify: a product of short forms ({@link Sketch}) bounds every distance from below;
 * only rows whose bound is under the best distance so far are looked at. A first look at every {@value #SEED_STRIDE}th panel
 * gives each query a good distance to start from.
 *
 * <p>Immutable and safe for concurrent use. The result does not depend on the number of threads.
 */
public final class NearestSearch {
    private static final int QUERIES_AT_ONCE = 56;
    private static final int SEED_STRIDE = 16;

    private final EmbeddingTable bank;
    private final Basis basis;
    private final Sketch sketch;
    private final Panels panels = new Panels(true);
    private final Parallel parallel;
    private final Kernel kernel = Kernels.best();

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
        if (queries.dimension() != bank.dimension()) {
            throw new IllegalArgumentException(
                    "queries of dimension %d, bank of dimension %d".formatted(queries.dimension(), bank.dimension()));
        }
        if (k < 1 || k > bank.rows()) {
            throw new IllegalArgumentException("%d neighbours of %d rows".formatted(k, bank.rows()));
        }
        Sketch querySketch = Sketch.of(queries, basis, parallel);
        Neighbours found = new Neighbours(queries.rows(), k);
        parallel.forEach((queries.rows() + QUERIES_AT_ONCE - 1) / QUERIES_AT_ONCE, block -> {
            int from = block * QUERIES_AT_ONCE;
            int to = Math.min(queries.rows(), from + QUERIES_AT_ONCE);
            new Block(queries, querySketch, from, to, k).search(found);
        });
        return found;
    }

    /** The search for a run of queries, by one thread. */
    private final class Block {
        private final EmbeddingTable queries;
        private final Sketch querySketch;
        private final int from;
        private final int count;
        private final int k;
        private final NearestRows nearest;
        private final float[] heads;
        private final float[] limits;
        private final float[] products = new float[TILE * PANEL];
        private final float[] scratch = new float[Kernel.SCRATCH];

        Block(EmbeddingTable queries, Sketch querySketch, int from, int to, int k) {
            this.queries = queries;
            this.querySketch = querySketch;
            this.from = from;
            this.count = to - from;
            this.k = k;
            int padded = (count + TILE - 1) / TILE * TILE;
            heads = new float[padded * Sketch.WIDTH];
            System.arraycopy(querySketch.heads(), from * Sketch.WIDTH, heads, 0, count * Sketch.WIDTH);
            limits = new float[padded];
            Arrays.fill(limits, Float.MAX_VALUE);
            nearest = new NearestRows(count, k);
        }

        void search(Neighbours found) {
            seed();
            for (int p = 0; p < panels.count(); p++) {
                for (int tile = 0; tile < count; tile += TILE) {
                    for (long above = multiply(tile, p); above != 0; above &= above - 1) {
                        verify(tile, p, Long.numberOfTrailingZeros(above) * kernel.group());
                    }
                }
            }
            for (int q = 0; q < count; q++) {
                for (int rank = 0; rank < k; rank++) {
                    found.set(from + q, rank, (float) Math.sqrt(nearest.distance(q, rank)), nearest.row(q, rank));
                }
            }
        }

        /** Measures the most promising row of a few panels, and those of the queries beside. */
        private void seed() {
            Arrays.fill(limits, 0, count, -Float.MAX_VALUE);
            int[] promising = new int[count];
            for (int p = 0; p < panels.count(); p += SEED_STRIDE) {
                for (int tile = 0; tile < count; tile += TILE) {
                    for (long above = multiply(tile, p); above != 0; above &= above - 1) {
                        int from = Long.numberOfTrailingZeros(above) * kernel.group();
                        int q = tile + from / PANEL;
                        for (int i = from; i < from + kernel.group(); i++) {
                            if (products[i] > limits[q]) {
                                limits[q] = products[i];
                                promising[q] = p * PANEL + i % PANEL;
                            }
                        }
                    }
                }
            }
            for (int q = 0; q < count; q++) {
                measure(q, promising[q]);
                measure(q, promising[Math.max(0, q - 1)]);
                for (int extra = 1; extra < k; extra++) {
                    measure(q, (promising[q] + extra) % bank.rows());
                }
                tighten(q);
            }
        }

        /** Products of four queries with a panel; tells which have one above their limit. */
        private long multiply(int tile, int panel) {
            return kernel.tileAbove(
                    heads,
                    tile * Sketch.WIDTH,
                    Sketch.WIDTH,
                    Sketch.WIDTH,
                    panels.get(panel),
                    0,
                    limits,
                    tile,
                    products);
        }

        /** Looks at a group of products, some of which exceed the limit. */
        private void verify(int tile, int panel, int group) {
            int q = tile + group / PANEL;
            int span = kernel.span(products, group, limits[q]);
            int end = group + (span >> Byte.SIZE);
            for (int i = group + (span & 0xff); i < end; i++) {
                if (products[i] > limits[q]) {
                    int row = panel * PANEL + i % PANEL;
                    if (Sketch.refine(kernel, products[i], querySketch, from + q, sketch, row) >= limits[q]) {
                        measure(q, row);
                        tighten(q);
                    }
                }
            }
        }

        private void measure(int q, int row) {
            int query = from + q;
            nearest.offer(
                    q,
                    kernel.squaredDistance(
                            queries.block(query),
                            queries.offset(query),
                            bank.block(row),
                            bank.offset(row),
                            bank.dimension(),
                            scratch),
                    row);
        }

        /** A row can only be nearer than the limit if its product less its half norm exceeds this. */
        private void tighten(int q) {
            limits[q] = Math.max(-Float.MAX_VALUE, querySketch.half(from + q) - nearest.limit(q) / 2);
        }
    }
}
