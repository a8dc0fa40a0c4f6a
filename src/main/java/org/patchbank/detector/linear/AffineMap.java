package org.patchbank.detector.linear;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;

/** {@code y = M (x - shift)} for many vectors at once, by the kernel's products. Immutable. */
public final class AffineMap {
    /** A multiple of a tile's. */
    private static final int VECTORS_AT_ONCE = 14 * TILE;

    private static final int COORDINATES_AT_ONCE = 64;

    private final float[] shift;
    private final int rows;
    /** Rows of M side by side, as many as the kernel takes at once. */
    private final float[][] strips;
    /** Coordinates of x that a strip's rows may use: less than all where M is lower triangular. */
    private final int[] widths;

    private final Kernel kernel = Kernels.best();

    /**
     * @param shift [dimension]; kept, not copied
     * @param matrix [rows, dimension or less]; what a row lacks is zero
     */
    public AffineMap(float[] shift, double[][] matrix) {
        this.shift = shift;
        this.rows = matrix.length;
        int across = kernel.strip();
        int count = (rows + across - 1) / across;
        strips = new float[count][];
        widths = new int[count];
        for (int s = 0; s < count; s++) {
            int last = Math.min(rows, (s + 1) * across);
            for (int r = s * across; r < last; r++) {
                widths[s] = Math.max(widths[s], matrix[r].length);
            }
            strips[s] = new float[across * widths[s]];
            for (int r = s * across; r < last; r++) {
                for (int k = 0; k < matrix[r].length; k++) {
                    strips[s][across * k + r % across] = (float) matrix[r][k];
                }
            }
        }
    }

    public int dimension() {
        return shift.length;
    }

    public int rows() {
        return rows;
    }

    /** Values of one result: {@link #rows} and zeros up to a multiple of {@value org.patchbank.detector.kernel.Kernel#PANEL}. */
    public int stride() {
        return (rows + PANEL - 1) / PANEL * PANEL;
    }

    /**
     * Maps vectors.
     *
     * @param values holds [count, dimension] from {@code offset} on
     * @param target filled with [count, {@link #stride}] from its beginning
     */
    public void apply(float[] values, int offset, int count, float[] target) {
        apply(values, offset, count, target, 0);
    }

    /**
     * Maps vectors.
     *
     * @param values holds [count, dimension] from {@code offset} on
     * @param target filled with [count, {@link #stride}] from {@code targetOffset} on
     */
    public void apply(float[] values, int offset, int count, float[] target, int targetOffset) {
        int dimension = shift.length;
        int whole = count - count % TILE;
        float[] centred = new float[Math.min(VECTORS_AT_ONCE, Math.max(whole, TILE)) * dimension];
        for (int from = 0; from < whole; from += VECTORS_AT_ONCE) {
            int size = Math.min(VECTORS_AT_ONCE, whole - from);
            center(values, offset + from * dimension, size, centred);
            multiply(centred, size, target, targetOffset + from * stride());
        }
        if (whole < count) {
            float[] mapped = new float[TILE * stride()];
            center(values, offset + whole * dimension, count - whole, centred);
            multiply(centred, TILE, mapped, 0);
            System.arraycopy(mapped, 0, target, targetOffset + whole * stride(), (count - whole) * stride());
        }
    }

    private void center(float[] values, int offset, int count, float[] centred) {
        for (int at = 0; at < count * shift.length; at += shift.length) {
            for (int i = 0; i < shift.length; i++) {
                centred[at + i] = values[offset + at + i] - shift[i];
            }
        }
    }

    /** A piece of a strip is multiplied with all vectors before the next is touched, so that it stays at hand. */
    private void multiply(float[] centred, int count, float[] target, int targetOffset) {
        int dimension = shift.length;
        int stride = stride();
        int across = kernel.strip();
        java.util.Arrays.fill(target, targetOffset, targetOffset + count * stride, 0);
        for (int s = 0; s < strips.length; s++) {
            for (int k = 0; k < widths[s]; k += COORDINATES_AT_ONCE) {
                int width = Math.min(COORDINATES_AT_ONCE, widths[s] - k);
                for (int q = 0; q < count; q += TILE) {
                    int from = q * dimension + k;
                    int to = targetOffset + q * stride + s * across;
                    kernel.addStrip(centred, from, dimension, width, strips[s], k * across, target, to, stride);
                }
            }
        }
    }

    /**
     * Maps vectors that lie in arrays of their own.
     *
     * @param targets from {@code from} to before {@code to} filled with arrays of {@link #rows} values
     */
    public void apply(float[][] vectors, int from, int to, float[][] targets) {
        int dimension = shift.length;
        int together = Math.min(VECTORS_AT_ONCE, to - from);
        float[] gathered = new float[together * dimension];
        float[] mapped = new float[together * stride()];
        for (int first = from; first < to; first += together) {
            int size = Math.min(together, to - first);
            for (int q = 0; q < size; q++) {
                System.arraycopy(vectors[first + q], 0, gathered, q * dimension, dimension);
            }
            apply(gathered, 0, size, mapped);
            for (int q = 0; q < size; q++) {
                targets[first + q] = java.util.Arrays.copyOfRange(mapped, q * stride(), q * stride() + rows);
            }
        }
    }

    /** The squared length of a result. */
    public float squaredNorm(float[] results, int result) {
        return kernel.dot(results, result * stride(), results, result * stride(), stride());
    }
}
