package org.patchbank.detector.search;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;

/**
 * The neighbourhood re-weighting of PatchCore (Roth et al. 2022, equation 7). With {@code m*} the row of the bank that is nearest to
 * the most anomalous patch {@code p*}, and {@code N} the rows of the bank nearest to {@code m*}, itself among them, scores are multiplied
 * by
 *
 * <pre>
 * w = 1 - exp(d(p*, m*)) / sum over m in N of exp(d(p*, m))
 * </pre>
 *
 * so that they count more where good patches like {@code m*} are rare. As in the paper one weight holds for the whole image: the
 * largest score becomes the paper's, and the map keeps its shape.
 */
public final class Reweighting {
    private final EmbeddingTable bank;
    private final Metric metric;
    private final int count;
    private final Kernel kernel = Kernels.best();

    /** @param count rows in N, at least 2; a smaller bank uses all it has */
    public Reweighting(EmbeddingTable bank, Metric metric, int count) {
        this.bank = bank;
        this.metric = metric;
        this.count = Math.min(count, bank.rows());
    }

    /**
     * The weight.
     *
     * @param queries holds the most anomalous patch
     * @param query its row
     * @param nearest the row of the bank that is nearest to it
     * @return 0 to 1; 1 for a bank of one row, where there is nothing to compare with
     */
    public float weight(EmbeddingTable queries, int query, int nearest) {
        if (count < 2) {
            return 1;
        }
        float[] scratch = new float[Kernel.SCRATCH];
        NearestRows around = new NearestRows(1, count, metric);
        for (int row = 0; row < bank.rows(); row++) {
            around.offer(0, squaredDistance(bank, nearest, row, scratch), row);
        }
        float[] squared = new float[count];
        for (int rank = 0; rank < count; rank++) {
            squared[rank] = squaredDistance(queries, query, around.row(0, rank), scratch);
        }
        return weight(metric, squaredDistance(queries, query, nearest, scratch), squared);
    }

    /**
     * The weight by the squared distances of the most anomalous patch.
     *
     * @param nearest to m*
     * @param around to the rows in N
     */
    public static float weight(Metric metric, float nearest, float[] around) {
        double own = metric.ofSquared(nearest);
        double sum = 0;
        for (float squared : around) {
            // Divided by exp(own), which keeps large distances within what a double holds.
            sum += Math.exp(metric.ofSquared(squared) - own);
        }
        return (float) (1 - 1 / sum);
    }

    private float squaredDistance(EmbeddingTable table, int row, int other, float[] scratch) {
        return kernel.squaredDistance(
                table.block(row), table.offset(row), bank.block(other), bank.offset(other), bank.dimension(), scratch);
    }
}
