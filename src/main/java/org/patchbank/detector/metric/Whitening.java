package org.patchbank.detector.metric;

import java.util.List;
import java.util.Map;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Moments;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Whitening: {@code y = L^-1 (x - mean)} with {@code L L' = S}, the shrunk covariance of the good embeddings
 *
 * <pre>
 * S = (1 - s) C + s tr(C)/d I
 * </pre>
 *
 * (C divided by n - 1, s the shrinkage). Euclidean distances between whitened embeddings are the Mahalanobis distances
 * {@code sqrt((a - b)' S^-1 (a - b))} between the embeddings (Mahalanobis 1936).
 */
public final class Whitening implements EmbeddingTransform {
    private static final String MEAN = "mean";
    private static final String FACTOR = "factor";
    private static final int ROWS_AT_ONCE = 56;
    /** Few, since these are summed in floats, and whitening magnifies what is off in the directions of least variance. */
    private static final int SUMMED_AT_ONCE = 64;

    private final float[] mean;
    /** The rows of {@code L^-1} one after the other, each as long as its number from 1. */
    private final float[] factor;

    private final AffineMap map;

    private Whitening(float[] mean, float[] factor) {
        if (factor.length != mean.length * (mean.length + 1) / 2) {
            throw new IllegalArgumentException(
                    "a factor of %d values for %d dimensions".formatted(factor.length, mean.length));
        }
        this.mean = mean;
        this.factor = factor;
        double[][] rows = new double[mean.length][];
        for (int r = 0, at = 0; r < rows.length; r++) {
            rows[r] = new double[r + 1];
            for (int c = 0; c <= r; c++) {
                rows[r][c] = factor[at++];
            }
        }
        map = new AffineMap(mean, rows);
    }

    /**
     * Fits to rows of a table.
     *
     * @param rows at least two
     * @param shrinkage s, above 0 and at most 1
     */
    public static Whitening of(EmbeddingTable table, int[] rows, double shrinkage, Parallel parallel) {
        Moments moments = null;
        for (int from = 0; from < rows.length; from += SUMMED_AT_ONCE) {
            int to = Math.min(rows.length, from + SUMMED_AT_ONCE);
            float[] some =
                    table.copy(java.util.Arrays.copyOfRange(rows, from, to)).block(0);
            if (moments == null) {
                moments = new Moments(java.util.Arrays.copyOf(some, table.dimension()));
            }
            moments.add(some, to - from, parallel);
        }
        double[][] inverse = Covariance.of(moments, new Covariance.Rule(shrinkage, 0))
                .factored()
                .inverse();
        float[] mean = new float[table.dimension()];
        double[] exact = moments.mean();
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) exact[i];
        }
        float[] factor = new float[mean.length * (mean.length + 1) / 2];
        int at = 0;
        for (double[] row : inverse) {
            for (double value : row) {
                factor[at++] = (float) value;
            }
        }
        return new Whitening(mean, factor);
    }

    /** @param numbers what {@link #numbers} gave */
    public static Whitening of(Map<String, float[]> numbers) {
        if (!numbers.keySet().containsAll(List.of(MEAN, FACTOR))) {
            throw new IllegalArgumentException("a whitening without its numbers, only " + numbers.keySet());
        }
        return new Whitening(numbers.get(MEAN), numbers.get(FACTOR));
    }

    @Override
    public Map<String, float[]> numbers() {
        return Map.of(MEAN, mean, FACTOR, factor);
    }

    @Override
    public EmbeddingTable apply(EmbeddingTable table, Parallel parallel) {
        if (table.dimension() != mean.length) {
            throw new IllegalArgumentException(
                    "embeddings of dimension %d, a whitening of %d".formatted(table.dimension(), mean.length));
        }
        return RowBlocks.map(table, ROWS_AT_ONCE, parallel, (source, offset, rows, dimension, target) -> {
            if (map.stride() == dimension) {
                map.apply(source, offset, rows, target, offset);
                return;
            }
            float[] mapped = new float[rows * map.stride()];
            map.apply(source, offset, rows, mapped);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(mapped, row * map.stride(), target, offset + row * dimension, dimension);
            }
        });
    }
}
