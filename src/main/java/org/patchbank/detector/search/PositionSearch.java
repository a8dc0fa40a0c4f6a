package org.patchbank.detector.search;

import java.util.function.IntUnaryOperator;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/**
 * Nearest rows among those whose patch lies near the query's patch: at most {@code radius} rows and columns of the grid away, for parts
 * that always lie alike. What is normal hangs on the position, as in PNI (Bae, Lee and Kim 2023) and PaDiM (Defard et al. 2020), here by
 * a window around it:
 *
 * <pre>
 * d(q) = min over b in B with max(|row(b) - row(q)|, |column(b) - column(q)|) &lt;= r of |q - b|
 * </pre>
 *
 * and likewise the k smallest. Where fewer than k rows of the bank come from there, r grows by one until there are k. Every row of the
 * window is compared.
 *
 * <p>Immutable and safe for concurrent use. The result does not depend on the number of threads.
 */
public final class PositionSearch {
    private static final int QUERIES_AT_ONCE = 28;

    private final EmbeddingTable bank;
    private final PatchGrid grid;
    private final int radius;
    private final Parallel parallel;
    /** Rows of the bank, patch after patch. */
    private final int[] rows;
    /** Where in {@link #rows} each patch's begin; one more than there are patches. */
    private final int[] starts;

    private final Kernel kernel = Kernels.best();

    /**
     * @param patches for each row of the bank the patch it came from
     * @param radius in cells, from 0
     */
    public PositionSearch(EmbeddingTable bank, int[] patches, PatchGrid grid, int radius, Parallel parallel) {
        this.bank = bank;
        this.grid = grid;
        this.radius = radius;
        this.parallel = parallel;
        starts = new int[grid.size() + 1];
        for (int patch : patches) {
            starts[patch + 1]++;
        }
        for (int patch = 0; patch < grid.size(); patch++) {
            starts[patch + 1] += starts[patch];
        }
        rows = new int[patches.length];
        int[] next = starts.clone();
        for (int row = 0; row < patches.length; row++) {
            rows[next[patches[row]]++] = row;
        }
    }

    /**
     * @param patchOf the patch of a query
     * @param k how many, at most the rows of the bank
     * @return for each query its k nearest rows, ascending by distance, ties by row
     */
    public Neighbours nearest(EmbeddingTable queries, IntUnaryOperator patchOf, int k, Metric metric) {
        if (queries.dimension() != bank.dimension() || k < 1 || k > bank.rows()) {
            throw new IllegalArgumentException("%d neighbours of dimension %d in %d rows of dimension %d"
                    .formatted(k, queries.dimension(), bank.rows(), bank.dimension()));
        }
        NearestRows nearest = new NearestRows(queries.rows(), k, metric);
        parallel.forEach((queries.rows() + QUERIES_AT_ONCE - 1) / QUERIES_AT_ONCE, block -> {
            float[] scratch = new float[Kernel.SCRATCH];
            int from = block * QUERIES_AT_ONCE;
            for (int query = from; query < Math.min(queries.rows(), from + QUERIES_AT_ONCE); query++) {
                compare(queries, query, new Window(patchOf.applyAsInt(query), k), nearest, scratch);
            }
        });
        return new Neighbours(nearest, queries.rows(), k);
    }

    private void compare(EmbeddingTable queries, int query, Window window, NearestRows nearest, float[] scratch) {
        for (int r = window.top; r <= window.bottom; r++) {
            int from = starts[r * grid.columns() + window.left];
            int to = starts[r * grid.columns() + window.right + 1];
            for (int i = from; i < to; i++) {
                float distance = kernel.squaredDistance(
                        queries.block(query),
                        queries.offset(query),
                        bank.block(rows[i]),
                        bank.offset(rows[i]),
                        bank.dimension(),
                        scratch);
                nearest.offer(query, distance, rows[i]);
            }
        }
    }

    /** The cells around one that are looked at. Patches of one row of the grid are neighbours in {@link #rows}. */
    private final class Window {
        private int top;
        private int bottom;
        private int left;
        private int right;

        Window(int patch, int k) {
            int row = patch / grid.columns();
            int column = patch % grid.columns();
            int size = radius - 1;
            do {
                size++;
                top = Math.max(0, row - size);
                bottom = Math.min(grid.rows() - 1, row + size);
                left = Math.max(0, column - size);
                right = Math.min(grid.columns() - 1, column + size);
            } while (count() < k);
        }

        private int count() {
            int count = 0;
            for (int r = top; r <= bottom; r++) {
                count += starts[r * grid.columns() + right + 1] - starts[r * grid.columns() + left];
            }
            return count;
        }
    }
}
