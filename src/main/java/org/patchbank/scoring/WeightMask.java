package org.patchbank.scoring;

import java.util.Arrays;
import java.util.List;
import org.patchbank.patch.PatchGrid;

/** Weights laid over the whole image, in rows and columns of its own. Immutable. */
public final class WeightMask {
    private final int rows;
    private final int columns;
    private final float[] weights;

    /**
     * @param weights [rows, columns], row by row, finite, none negative and not all zero; kept, not copied
     * @throws IllegalArgumentException otherwise
     */
    public WeightMask(int rows, int columns, float[] weights) {
        if (rows < 1 || columns < 1 || weights.length != rows * columns) {
            throw new IllegalArgumentException(
                    "%d weights are not %d rows of %d".formatted(weights.length, rows, columns));
        }
        boolean any = false;
        for (float weight : weights) {
            if (!(weight >= 0) || Float.isInfinite(weight)) {
                throw new IllegalArgumentException("a weight of " + weight);
            }
            any |= weight > 0;
        }
        if (!any) {
            throw new IllegalArgumentException("all weights are zero");
        }
        this.rows = rows;
        this.columns = columns;
        this.weights = weights;
    }

    /** @param rows of one length */
    public static WeightMask of(List<float[]> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        float[] weights = new float[rows.size() * columns];
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).length != columns) {
                throw new IllegalArgumentException(
                        "rows of %d and %d weights".formatted(columns, rows.get(row).length));
            }
            System.arraycopy(rows.get(row), 0, weights, row * columns, columns);
        }
        return new WeightMask(rows.size(), columns, weights);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public float at(int row, int column) {
        return weights[row * columns + column];
    }

    /** For each patch of a grid the mean of the mask over the patch's area. */
    public double[] over(PatchGrid grid) {
        double[][] down = shares(rows, grid.rows());
        double[][] along = shares(columns, grid.columns());
        double[] means = new double[grid.size()];
        for (int patch = 0; patch < means.length; patch++) {
            double[] ofRow = down[patch / grid.columns()];
            double[] ofColumn = along[patch % grid.columns()];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; ofRow[row] > 0 && column < columns; column++) {
                    means[patch] += ofRow[row] * ofColumn[column] * at(row, column);
                }
            }
        }
        return means;
    }

    /** For each of {@code to} equal stretches, which share of it each of {@code from} equal stretches covers. */
    private static double[][] shares(int from, int to) {
        double[][] shares = new double[to][from];
        for (int target = 0; target < to; target++) {
            double start = (double) target * from / to;
            double end = (double) (target + 1) * from / to;
            for (int source = 0; source < from; source++) {
                double common = Math.min(end, source + 1) - Math.max(start, source);
                shares[target][source] = Math.max(0, common) / (end - start);
            }
        }
        return shares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightMask that && rows == that.rows && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
