package org.patchbank.detector.search;

import static org.patchbank.detector.kernel.Kernel.PANEL;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.MappedRows;
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
public final class Sketch {
    /** Coordinates of a head. */
    public static final int WIDTH = 80;

    /** Coordinates of a head after which it may be clear that a row is too far. */
    public static final int FIRST = 40;

    /** Coordinates of a tail. */
    static final int TAIL_WIDTH = PANEL;

    private static final int HEAD_DIRECTIONS = WIDTH - 1;
    private static final int TAIL_DIRECTIONS = TAIL_WIDTH - 2;
    public static final int DIRECTIONS = HEAD_DIRECTIONS + TAIL_DIRECTIONS;

    private static final int BLOCK = 56;
    private static final double MARGIN = 1e-5;
    private static final double OFFSET_MARGIN = 1e-6;
    private static final double REST_MARGIN = 4e-6;

    /** Null where the table lies in a file: then so do heads and tails. */
    private final float[] heads;

    private final float[] tails;
    /** Heads and tails of rows that do not lie in memory, or null. */
    private final MappedRows file;

    private final float[] firstRests;
    private final float[] halves;

    private Sketch(int rows, boolean inFile) {
        heads = inFile ? null : new float[Math.multiplyExact(rows, WIDTH)];
        tails = inFile ? null : new float[Math.multiplyExact(rows, TAIL_WIDTH)];
        file = inFile ? MappedRows.temporary(rows, WIDTH + TAIL_WIDTH) : null;
        firstRests = new float[rows];
        halves = new float[rows];
    }

    public static Sketch of(EmbeddingTable table, Basis basis, Parallel parallel) {
        int rows = table.rows();
        Sketch sketch = new Sketch(rows, table.isInFile());
        AffineMap coordinates = basis.coordinates();
        parallel.forEach((rows + BLOCK - 1) / BLOCK, block -> {
            int from = block * BLOCK;
            sketch.fill(table, basis, coordinates, from, Math.min(rows, from + BLOCK));
        });
        return sketch;
    }

    int rows() {
        return halves.length;
    }

    /** Copies a row's first coordinates and the norm of the rest, {@value #WIDTH} in all. */
    public void copyHead(int row, float[] target, int offset) {
        if (file == null) {
            System.arraycopy(heads, row * WIDTH, target, offset, WIDTH);
        } else {
            System.arraycopy(fromFile(row), 0, target, offset, WIDTH);
        }
    }

    /** Copies what refines a head, {@value #TAIL_WIDTH} coordinates in all: see {@link #refine}. */
    void copyTail(int row, float[] target, int offset) {
        if (file == null) {
            System.arraycopy(tails, row * TAIL_WIDTH, target, offset, TAIL_WIDTH);
        } else {
            System.arraycopy(fromFile(row), WIDTH, target, offset, TAIL_WIDTH);
        }
    }

    /** One of a row's first coordinates. */
    float head(int row, int coordinate) {
        return file == null ? heads[row * WIDTH + coordinate] : fromFile(row)[coordinate];
    }

    private float[] fromFile(int row) {
        float[] both = new float[WIDTH + TAIL_WIDTH];
        file.get(row, both, 0);
        return both;
    }

    /** The norm of what is left of a row after its first {@value #FIRST} coordinates. */
    public float firstRest(int row) {
        return firstRests[row];
    }

    /** Half the squared norm of a row, less the margin for rounding. */
    public float half(int row) {
        return halves[row];
    }

    /**
     * Refines a head product: {@code |q - b|^2 >= 2 (half_q + half_b - refined)}.
     *
     * @param head the product of the two heads
     */
    public float refine(Kernel kernel, float head, int query, int row) {
        return file == null
                ? refine(kernel, head, tails, query * TAIL_WIDTH, tails, row * TAIL_WIDTH)
                : refine(kernel, head, fromFile(query), WIDTH, fromFile(row), WIDTH);
    }

    private static float refine(Kernel kernel, float head, float[] queries, int query, float[] rows, int row) {
        float rest = queries[query + TAIL_WIDTH - 1] * rows[row + TAIL_WIDTH - 1];
        return head + kernel.dot(queries, query, rows, row, TAIL_WIDTH) - 2 * rest;
    }

    private void fill(EmbeddingTable table, Basis basis, AffineMap map, int from, int to) {
        int dimension = basis.dimension();
        Kernel kernel = Kernels.best();
        EmbeddingTable.Row source = table.row();
        float[] scratch = new float[Kernel.SCRATCH];
        float[] gathered = new float[(to - from) * dimension];
        float[] mapped = new float[(to - from) * map.stride()];
        for (int row = from; row < to; row++) {
            source.at(row);
            System.arraycopy(source.values(), source.offset(), gathered, (row - from) * dimension, dimension);
        }
        map.apply(gathered, 0, to - from, mapped);
        float[] coordinates = new float[DIRECTIONS];
        for (int row = from; row < to; row++) {
            System.arraycopy(mapped, (row - from) * map.stride(), coordinates, 0, basis.size());
            double norm = basis.squaredNorm(kernel, gathered, (row - from) * dimension, scratch);
            store(row, norm, basis.meanNorm(), coordinates);
        }
    }

    private void store(int row, double norm, double meanNorm, float[] coordinates) {
        float[] both = file == null ? null : new float[WIDTH + TAIL_WIDTH];
        float[] ofHead = file == null ? heads : both;
        float[] ofTail = file == null ? tails : both;
        int head = file == null ? row * WIDTH : 0;
        int tail = file == null ? row * TAIL_WIDTH : WIDTH;
        System.arraycopy(coordinates, 0, ofHead, head, HEAD_DIRECTIONS);
        System.arraycopy(coordinates, HEAD_DIRECTIONS, ofTail, tail, TAIL_DIRECTIONS);
        firstRests[row] = restNorm(norm - squaredNorm(coordinates, 0, FIRST), norm);
        double afterHead = norm - squaredNorm(coordinates, 0, HEAD_DIRECTIONS);
        double afterTail = afterHead - squaredNorm(coordinates, HEAD_DIRECTIONS, DIRECTIONS);
        float headRest = restNorm(afterHead, norm);
        ofHead[head + WIDTH - 1] = headRest;
        ofTail[tail + TAIL_WIDTH - 2] = restNorm(afterTail, norm);
        ofTail[tail + TAIL_WIDTH - 1] = headRest;
        if (file != null) {
            file.put(row, both, 0);
        }
        double length = Math.sqrt(norm);
        halves[row] = (float) (norm / 2 - MARGIN * norm - OFFSET_MARGIN * length * (length + meanNorm));
    }

    /** Rounded up, so that a bound made of it errs to the safe side. */
    private static float restNorm(double rest, double norm) {
        return (float) Math.sqrt(Math.max(0, rest) + REST_MARGIN * norm);
    }

    private static double squaredNorm(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }
}
