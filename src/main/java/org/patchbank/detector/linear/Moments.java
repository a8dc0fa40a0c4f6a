package org.patchbank.detector.linear;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.platform.Parallel;

/**
 * Count, mean, scatter and fourth moment of vectors that come in blocks and are not kept. Sums are taken about a pivot near the
 * mean, so nothing cancels, and sums about the same pivot can be added and taken away again: what is left after the vectors of
 * some images are taken away is exact.
 *
 * <p>With {@code y = x - pivot} it holds {@code n}, {@code sum y}, {@code sum y y'}, {@code sum |y|^2 y} and {@code sum |y|^4}: the
 * last two are what Ledoit-Wolf shrinkage needs. Products of up to {@value #ROWS} vectors are summed in floats, the rest in doubles.
 * Memory: 8 dimension^2 bytes. Not safe for concurrent use.
 */
public final class Moments {
    /** Vectors that {@link #add} takes at once. */
    public static final int ROWS = 512;

    private static final Parallel ALONE = new Parallel(1);

    private final int dimension;
    private final float[] pivot;
    private long count;
    private final double[] sum;
    /** [dimension, dimension], the lower triangle. */
    private final double[] products;

    private final double[] normWeighted;
    private double fourth;

    /** @param pivot a vector near the mean, such as the first one; copied */
    public Moments(float[] pivot) {
        this.dimension = pivot.length;
        this.pivot = pivot.clone();
        sum = new double[dimension];
        products = new double[Math.multiplyExact(dimension, dimension)];
        normWeighted = new double[dimension];
    }

    /** No vectors, about the same pivot. */
    public Moments empty() {
        return new Moments(pivot);
    }

    public Moments copy() {
        return empty().add(this);
    }

    public int dimension() {
        return dimension;
    }

    public long count() {
        return count;
    }

    /**
     * Adds vectors.
     *
     * @param rows [count, dimension]
     * @param parallel shares the columns out; the sums do not depend on it
     */
    public void add(float[] rows, int count, Parallel parallel) {
        for (int from = 0; from < count; from += ROWS) {
            addBlock(rows, from, Math.min(ROWS, count - from), parallel);
        }
    }

    /** As {@link #add(float[], int, Parallel)} in the calling thread. */
    public void add(float[] rows, int count) {
        add(rows, count, ALONE);
    }

    private void addBlock(float[] rows, int from, int size, Parallel parallel) {
        int padded = (dimension + PANEL - 1) / PANEL * PANEL;
        float[] transposed = new float[padded * size];
        for (int s = 0; s < size; s++) {
            addRow(rows, (from + s) * dimension, transposed, s, size);
        }
        count += size;
        parallel.forEach(padded / PANEL, panel -> addColumns(transposed, size, panel * PANEL));
    }

    private void addRow(float[] rows, int offset, float[] transposed, int s, int size) {
        double norm = 0;
        for (int i = 0; i < dimension; i++) {
            float y = rows[offset + i] - pivot[i];
            transposed[i * size + s] = y;
            norm += (double) y * y;
        }
        for (int i = 0; i < dimension; i++) {
            double y = transposed[i * size + s];
            sum[i] += y;
            normWeighted[i] += norm * y;
        }
        fourth += norm * norm;
    }

    /** Columns {@code column} to {@code column + 63} of the lower triangle. */
    private void addColumns(float[] transposed, int size, int column) {
        Kernel kernel = Kernels.best();
        float[] panel = new float[PANEL * (size + 1)];
        for (int c = 0; c < PANEL; c++) {
            for (int s = 0; s < size; s++) {
                panel[PANEL * (s + 1) + c] = transposed[(column + c) * size + s];
            }
        }
        float[] out = new float[TILE * PANEL];
        for (int row = column; row < dimension; row += TILE) {
            kernel.tile(transposed, row * size, size, size, panel, 0, out);
            for (int r = row; r < Math.min(row + TILE, dimension); r++) {
                int last = Math.min(r + 1, column + PANEL);
                for (int c = column; c < last; c++) {
                    products[r * dimension + c] += out[(r - row) * PANEL + c - column];
                }
            }
        }
    }

    /** Adds all vectors of other sums about the same pivot. */
    public Moments add(Moments other) {
        return combine(other, 1);
    }

    /** Takes away the vectors of other sums about the same pivot, all of which were added before. */
    public Moments subtract(Moments other) {
        return combine(other, -1);
    }

    private Moments combine(Moments other, int sign) {
        if (!java.util.Arrays.equals(pivot, other.pivot)) {
            throw new IllegalArgumentException("sums about different pivots");
        }
        count += sign * other.count;
        fourth += sign * other.fourth;
        Vectors.addScaled(sum, other.sum, sign);
        Vectors.addScaled(normWeighted, other.normWeighted, sign);
        Vectors.addScaled(products, other.products, sign);
        return this;
    }

    /** @return [dimension] */
    public double[] mean() {
        double[] mean = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = pivot[i] + sum[i] / count;
        }
        return mean;
    }

    /** {@code sum (x - mean)(x - mean)'}, [dimension, dimension]; only the lower triangle is filled. */
    public double[][] scatter() {
        double[][] scatter = new double[dimension][dimension];
        for (int r = 0; r < dimension; r++) {
            for (int c = 0; c <= r; c++) {
                scatter[r][c] = products[r * dimension + c] - sum[r] * sum[c] / count;
            }
        }
        return scatter;
    }

    /** {@code sum (x - pivot)(x - pivot)'}, [dimension, dimension]; only the lower triangle is filled. */
    public double[][] products() {
        double[][] rows = new double[dimension][];
        for (int r = 0; r < dimension; r++) {
            rows[r] = java.util.Arrays.copyOfRange(products, r * dimension, (r + 1) * dimension);
        }
        return rows;
    }

    /** {@code sum |x - mean|^4}. */
    public double fourthMoment() {
        double[] shift = sum.clone();
        Vectors.scale(shift, 1.0 / count);
        double shiftNorm = Vectors.dot(shift, shift);
        double trace = 0;
        double quadratic = 0;
        for (int r = 0; r < dimension; r++) {
            double row = 0;
            for (int c = 0; c < r; c++) {
                row += products[r * dimension + c] * shift[c];
            }
            double diagonal = products[r * dimension + r];
            quadratic += shift[r] * (2 * row + diagonal * shift[r]);
            trace += diagonal;
        }
        // |y - d|^4 = (|y|^2 - 2 y.d + |d|^2)^2, summed term by term
        return fourth
                + 4 * quadratic
                + count * shiftNorm * shiftNorm
                - 4 * Vectors.dot(normWeighted, shift)
                + 2 * shiftNorm * trace
                - 4 * shiftNorm * Vectors.dot(sum, shift);
    }
}
