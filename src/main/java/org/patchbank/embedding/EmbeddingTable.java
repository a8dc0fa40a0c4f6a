package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * The embeddings of many images as one table, [rows, dimension]. Each block holds the rows of one image, so nothing is
 * copied when an image is added. Filled by one thread, then read by many.
 */
public final class EmbeddingTable {
    private final int dimension;
    private final int rowsPerBlock;
    private final List<float[]> blocks = new ArrayList<>();

    /** @param rowsPerBlock patches of one image */
    public EmbeddingTable(int dimension, int rowsPerBlock) {
        if (dimension < 1 || rowsPerBlock < 1) {
            throw new IllegalArgumentException("a table of %d x %d blocks".formatted(rowsPerBlock, dimension));
        }
        this.dimension = dimension;
        this.rowsPerBlock = rowsPerBlock;
    }

    /** @param values [rows, dimension]; kept, not copied */
    public static EmbeddingTable of(float[] values, int dimension) {
        EmbeddingTable table = new EmbeddingTable(dimension, values.length / dimension);
        table.add(values);
        return table;
    }

    /** @param block [rows of a block, dimension]; kept, not copied */
    public void add(float[] block) {
        if (block.length != rowsPerBlock * dimension) {
            throw new IllegalArgumentException(
                    "%d values are not %d rows of %d".formatted(block.length, rowsPerBlock, dimension));
        }
        blocks.add(block);
    }

    public int rows() {
        return Math.multiplyExact(blocks.size(), rowsPerBlock);
    }

    public int blocks() {
        return blocks.size();
    }

    public int rowsPerBlock() {
        return rowsPerBlock;
    }

    public int dimension() {
        return dimension;
    }

    /** The array that holds a row, from {@link #offset} on; read only by convention, for speed. */
    public float[] block(int row) {
        return blocks.get(row / rowsPerBlock);
    }

    public int offset(int row) {
        return row % rowsPerBlock * dimension;
    }

    /** Copies a row. */
    public void copyRow(int row, float[] target, int targetOffset) {
        System.arraycopy(block(row), offset(row), target, targetOffset, dimension);
    }

    /** A table of one block with some of the rows, copied. */
    public EmbeddingTable copy(int[] rows) {
        float[] values = new float[Math.multiplyExact(rows.length, dimension)];
        for (int i = 0; i < rows.length; i++) {
            copyRow(rows[i], values, i * dimension);
        }
        EmbeddingTable copy = new EmbeddingTable(dimension, Math.max(1, rows.length));
        if (rows.length > 0) {
            copy.add(values);
        }
        return copy;
    }
}
