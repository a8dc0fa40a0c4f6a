package org.patchbank.detector.coreset;

import java.util.Arrays;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * The plain loop of greedy k-center: one pass over all rows for each choice. What {@link Coreset} is measured against, with the
 * same kernels and threads, and tested against.
 */
public final class PlainCoreset {
    private static final int ROWS_AT_ONCE = 2048;

    private final EmbeddingTable table;
    private final Parallel parallel;
    private final Kernel kernel = Kernels.best();

    public PlainCoreset(EmbeddingTable table, Parallel parallel) {
        this.table = table;
        this.parallel = parallel;
    }

    /** @return {@code size} rows in the order of choice, ties by the lower row */
    public int[] select(int size, int first) {
        float[] distances = new float[table.rows()];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        int blocks = (table.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        int[] farthest = new int[blocks];
        int[] chosen = new int[size];
        chosen[0] = first;
        for (int count = 1; count < size; count++) {
            int latest = chosen[count - 1];
            parallel.forEach(blocks, block -> farthest[block] = sweep(distances, block * ROWS_AT_ONCE, latest));
            int best = farthest[0];
            for (int row : farthest) {
                best = distances[row] > distances[best] ? row : best;
            }
            chosen[count] = best;
        }
        return chosen;
    }

    /** Lowers the distances of a block of rows; returns its farthest row. */
    private int sweep(float[] distances, int from, int chosen) {
        float[] scratch = new float[Kernel.SCRATCH];
        int farthest = from;
        for (int row = from; row < Math.min(distances.length, from + ROWS_AT_ONCE); row++) {
            float distance = kernel.squaredDistance(
                    table.block(row),
                    table.offset(row),
                    table.block(chosen),
                    table.offset(chosen),
                    table.dimension(),
                    scratch);
            distances[row] = Math.min(distances[row], distance);
            farthest = distances[row] > distances[farthest] ? row : farthest;
        }
        return farthest;
    }
}
