package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * The embeddings of many images as one table, [rows, dimension]. Each block holds the rows of one image, so nothing is
 * copied when an image is added. Filled by one thread, then read by many. A table may lie in a file instead of memory
 * ({@link #inFile}); then {@link #copyRows} reads just what is asked for, and {@link #block} reads a whole block each time.
 */
public final class EmbeddingTable implements AutoCloseable {
    private final int dimension;
    private final int rowsPerBlock;
    private final List<float[]> blocks = new ArrayList<>();
    /** Where the blocks are instead; null for memory. */
    private final BlockFile file;

    /** @param rowsPerBlock patches of one image */
    public EmbeddingTable(int dimension, int rowsPerBlock) {
        this(dimension, rowsPerBlock, null);
    }

    /**
     * A table in a temporary file, whose memory does not grow with its rows.
     *
     * @throws org.patchbank.platform.PatchbankException if the file cannot be made
     */
    public static EmbeddingTable inFile(int dimension, int rowsPerBlock) {
        return new EmbeddingTable(dimension, rowsPerBlock, BlockFile.temporary(rowsPerBlock * dimension));
    }

    private EmbeddingTable(int dimension, int rowsPerBlock, BlockFile file) {
        if (dimension < 1 || rowsPerBlock < 1) {
            throw new IllegalArgumentException("a table of %d x %d blocks".formatted(rowsPerBlock, dimension));
        }
        this.dimension = dimension;
        this.rowsPerBlock = rowsPerBlock;
        this.file = file;
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
        if (file != null) {
            file.add(block);
        } else {
            blocks.add(block);
        }
    }

    public int rows() {
        return Math.multiplyExact(blocks(), rowsPerBlock);
    }

    public int blocks() {
        return file != null ? file.blocks() : blocks.size();
    }

    public int rowsPerBlock() {
        return rowsPerBlock;
    }

    public int dimension() {
        return dimension;
    }

    /** The array that holds a row, from {@link #offset} on; read only by convention, for speed. */
    public float[] block(int row) {
        if (file != null) {
            float[] block = new float[rowsPerBlock * dimension];
            file.read(row / rowsPerBlock, 0, block, 0, block.length);
            return block;
        }
        return blocks.get(row / rowsPerBlock);
    }

    public int offset(int row) {
        return row % rowsPerBlock * dimension;
    }

    /** Copies a row. */
    public void copyRow(int row, float[] target, int targetOffset) {
        copyRows(row, 1, target, targetOffset);
    }

    /** Copies rows that follow each other in one block. */
    public void copyRows(int row, int count, float[] target, int targetOffset) {
        if (file != null) {
            file.read(row / rowsPerBlock, offset(row), target, targetOffset, count * dimension);
        } else {
            System.arraycopy(block(row), offset(row), target, targetOffset, count * dimension);
        }
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

    /** Removes the file, if the table lies in one. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
