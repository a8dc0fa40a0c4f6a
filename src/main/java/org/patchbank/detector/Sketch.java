package org.patchbank.detector;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Short forms of the rows of a table, from which a distance can be bounded from below in two steps.
 *
 * <p>With the coordinates of a row along orthonormal directions split into its first {@code k}, the next {@code m} and the
 * norm of what is left after each, Cauchy-Schwarz gives
 *
 * <pre>
 * |q - b|^2 >= |q|^2 + |b|^2 - 2 (q_k . b_k + |q_rest| |b_rest|)                  head
 *           >= ... the same with the next m coordinates and the rest after them    head and tail
 * </pre>
 *
 * The rest's norm is stored as one more coordinate, so each bound is one dot product of width {@value #WIDTH}. Rounding is
 * covered by a margin taken from the norms ({@link #half}), so a bound is never above the distance.
 */
final class Sketch {
    /** Coordinates of a head, and of a tail. */
    static final int WIDTH = PANEL;

    private static final int HEAD_DIRECTIONS = WIDTH - 1;
    private static final int TAIL_DIRECTIONS = WIDTH - 2;
    static final int DIRECTIONS = HEAD_DIRECTIONS + TAIL_DIRECTIONS;

    private static final int BLOCK = 256;
    private static final double MARGIN = 1e-5;
    private static final double OFFSET_MARGIN = 1e-6;
    private static final double REST_MARGIN = 4e-6;

    private final float[] heads;
    private final float[] tails;
    private final float[] halves;

    private Sketch(int rows) {
        heads = new float[Math.multiplyExact(rows, WIDTH)];
        tails = new float[Math.multiplyExact(rows, WIDTH)];
        halves = new float[rows];
    }

    static Sketch of(EmbeddingTable table, Basis basis, Parallel parallel) {
        int rows = table.rows();
        Sketch sketch = new Sketch(rows);
        float[] headPanel = basis.panel(0, HEAD_DIRECTIONS);
        float[] tailPanel = basis.panel(HEAD_DIRECTIONS, DIRECTIONS);
        parallel.forEach((rows + BLOCK - 1) / BLOCK, block -> {
            int from = block * BLOCK;
            sketch.fill(table, basis, headPanel, tailPanel, from, Math.min(rows, from + BLOCK));
        });
        return sketch;
    }

    int rows() {
        return halves.length;
    }

    /** First coordinates and the norm of the rest, [rows, {@value #WIDTH}]. */
    float[] heads() {
        return heads;
    }

    /** Half the squared norm of a row, less the margin for rounding. */
    float half(int row) {
        return halves[row];
    }

    /**
     * Refines a head product: {@code |q - b|^2 >= 2 (half_q + half_b - refined)}.
     *
     * @param head the product of the two heads
     */
    static float refine(Kernel kernel, float head, Sketch queries, int query, Sketch rows, int row) {
        int q = query * WIDTH;
        int r = row * WIDTH;
        float rest = queries.tails[q + WIDTH - 1] * rows.tails[r + WIDTH - 1];
        return head + kernel.dot(queries.tails, q, rows.tails, r, WIDTH) - 2 * rest;
    }

    private void fill(EmbeddingTable table, Basis basis, float[] headPanel, float[] tailPanel, int from, int to) {
        int dimension = basis.dimension();
        int stride = (dimension + PANEL - 1) / PANEL * PANEL;
        Kernel kernel = Kernels.best();
        float[] centred = new float[TILE * stride];
        float[] head = new float[TILE * PANEL];
        float[] tail = new float[TILE * PANEL];
        for (int row = from; row < to; row += TILE) {
            int count = Math.min(TILE, to - row);
            for (int r = 0; r < count; r++) {
                basis.center(table.block(row + r), table.offset(row + r), centred, r * stride);
            }
            kernel.tile(centred, 0, stride, dimension, headPanel, 0, head);
            kernel.tile(centred, 0, stride, dimension, tailPanel, 0, tail);
            for (int r = 0; r < count; r++) {
                double norm = kernel.dot(centred, r * stride, centred, r * stride, stride);
                store(row + r, norm, basis.meanNorm(), head, tail, r * PANEL);
            }
        }
    }

    private void store(int row, double norm, double meanNorm, float[] head, float[] tail, int at) {
        int start = row * WIDTH;
        System.arraycopy(head, at, heads, start, HEAD_DIRECTIONS);
        System.arraycopy(tail, at, tails, start, TAIL_DIRECTIONS);
        double afterHead = norm - squaredNorm(head, at, HEAD_DIRECTIONS);
        double afterTail = afterHead - squaredNorm(tail, at, TAIL_DIRECTIONS);
        float headRest = restNorm(afterHead, norm);
        heads[start + WIDTH - 1] = headRest;
        tails[start + WIDTH - 2] = restNorm(afterTail, norm);
        tails[start + WIDTH - 1] = headRest;
        double length = Math.sqrt(norm);
        halves[row] = (float) (norm / 2 - MARGIN * norm - OFFSET_MARGIN * length * (length + meanNorm));
    }

    /** Rounded up, so that a bound made of it errs to the safe side. */
    private static float restNorm(double rest, double norm) {
        return (float) Math.sqrt(Math.max(0, rest) + REST_MARGIN * norm);
    }

    private static double squaredNorm(float[] values, int offset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) values[offset + i] * values[offset + i];
        }
        return sum;
    }
}
