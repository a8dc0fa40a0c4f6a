package org.patchbank.detector;

import java.util.Random;
import org.patchbank.detector.linear.Moments;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/** Reads the embeddings to learn from in order, some at a time, also where they do not lie in memory. */
public final class TrainingRows {
    private TrainingRows() {}

    /** Takes rows that lie side by side. */
    @FunctionalInterface
    public interface Taker {
        /** @param rows [count, dimension]; overwritten afterwards */
        void accept(float[] rows, int count);
    }

    /**
     * Hands out all rows of some blocks that lie in the region of interest.
     *
     * @param monitor hears the share of the blocks that are done
     */
    public static void forEach(TrainingSet set, int[] blocks, FitMonitor monitor, Taker taker) {
        EmbeddingTable table = set.table();
        int perBlock = table.rowsPerBlock();
        float[] rows = new float[Math.min(Moments.ROWS, perBlock) * table.dimension()];
        for (int b = 0; b < blocks.length; b++) {
            PatchMask inside = set.view(blocks[b]).inside();
            for (int from = 0; from < perBlock; from += Moments.ROWS) {
                int count = Math.min(Moments.ROWS, perBlock - from);
                table.copyRows(blocks[b] * perBlock + from, count, rows, 0);
                int kept = inside.isAll() ? count : compact(rows, table.dimension(), from, count, inside);
                if (kept > 0) {
                    taker.accept(rows, kept);
                }
            }
            monitor.at((b + 1.0) / blocks.length);
        }
    }

    private static int compact(float[] rows, int dimension, int from, int count, PatchMask inside) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (inside.contains(from + i)) {
                System.arraycopy(rows, i * dimension, rows, kept++ * dimension, dimension);
            }
        }
        return kept;
    }

    /** The moments of all rows to learn from, about the mean of the first ones. */
    public static Moments moments(TrainingSet set, Parallel parallel, FitMonitor monitor) {
        Moments[] moments = new Moments[1];
        forEach(set, set.blocks(), monitor, (rows, count) -> {
            if (moments[0] == null) {
                moments[0] = new Moments(mean(rows, count, set.table().dimension()));
            }
            moments[0].add(rows, count, parallel);
        });
        return moments[0] == null ? new Moments(new float[set.table().dimension()]) : moments[0];
    }

    private static float[] mean(float[] rows, int count, int dimension) {
        double[] sums = new double[dimension];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < dimension; k++) {
                sums[k] += rows[i * dimension + k];
            }
        }
        float[] mean = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            mean[k] = (float) (sums[k] / count);
        }
        return mean;
    }

    /**
     * Draws rows to learn from without putting back; the order is that of the table.
     *
     * @param most how many; all where there are fewer
     * @return [rows drawn, dimension]
     */
    public static float[] sample(TrainingSet set, int most, long seed) {
        int[] rows = set.rows();
        int wanted = Math.min(most, rows.length);
        int dimension = set.table().dimension();
        float[] sample = new float[Math.multiplyExact(wanted, dimension)];
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < rows.length && taken < wanted; i++) {
            if (random.nextInt(rows.length - i) < wanted - taken) {
                set.table().copyRow(rows[i], sample, taken++ * dimension);
            }
        }
        return sample;
    }
}
