package org.patchbank.detector.linear;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;

/** {@code y = M (x - shift)} for many vectors at once, by the kernel's products. Immutable. */
public final class AffineMap {
    private final float[] shift;
    private final int rows;
    private final float[][] panels;
    /** Coordinates of x that a panel's rows may use: less than all where M is lower triangular. */
    private final int[] widths;

    private final Kernel kernel = Kernels.best();

    /**
     * @param shift [dimension]; kept, not copied
     * @param matrix [rows, dimension or less]; what a row lacks is zero
     */
    public AffineMap(float[] shift, double[][] matrix) {
        this.shift = shift;
        this.rows = matrix.length;
        int count = (rows + PANEL - 1) / PANEL;
        panels = new float[count][];
        widths = new int[count];
        for (int p = 0; p < count; p++) {
            int last = Math.min(rows, (p + 1) * PANEL);
            for (int r = p * PANEL; r < last; r++) {
                widths[p] = Math.max(widths[p], matrix[r].length);
            }
            panels[p] = new float[PANEL * (widths[p] + 1)];
            for (int r = p * PANEL; r < last; r++) {
                for (int k = 0; k < matrix[r].length; k++) {
                    panels[p][PANEL * (k + 1) + r % PANEL] = (float) matrix[r][k];
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
        return panels.length * PANEL;
    }

    /**
     * Maps vectors.
     *
     * @param values holds [count, dimension] from {@code offset} on
     * @param target filled with [count, {@link #stride}] from its beginning
     */
    public void apply(float[] values, int offset, int count, float[] target) {
        int dimension = shift.length;
        float[] centred = new float[TILE * dimension];
        float[] out = new float[TILE * PANEL];
        for (int from = 0; from < count; from += TILE) {
            int size = Math.min(TILE, count - from);
            for (int q = 0; q < size; q++) {
                int source = offset + (from + q) * dimension;
                for (int i = 0; i < dimension; i++) {
                    centred[q * dimension + i] = values[source + i] - shift[i];
                }
            }
            for (int p = 0; p < panels.length; p++) {
                kernel.tile(centred, 0, dimension, widths[p], panels[p], 0, out);
                for (int q = 0; q < size; q++) {
                    System.arraycopy(out, q * PANEL, target, (from + q) * stride() + p * PANEL, PANEL);
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
        float[] gathered = new float[TILE * dimension];
        float[] mapped = new float[TILE * stride()];
        for (int first = from; first < to; first += TILE) {
            int size = Math.min(TILE, to - first);
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
