package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * The embeddings of many images as one table, [rows, dimension]. Each block holds the rows of one view of an image, so nothing is copied
 * when a view is added. Filled by one thread, then read by many.
 *
 * <p>A table may lie in a file instead of memory ({@link #inFile}, {@link #bounded}); then {@link #copyRows} reads just what is asked for,
 * {@link #block} reads a whole block each time, and a {@link Row} reads single rows in any order. The values are the same.
 */
public final class EmbeddingTable implements AutoCloseable {
    private final int dimension;
    private final int rowsPerBlock;
    private final long mostBytes;
    private final List<float[]> blocks = new ArrayList<>();
    /** Where the blocks are instead; null for memory. */
    private BlockFile file;
    /** Of the file, once single rows are asked for. */
    private MappedRows mapped;

    /** @param rowsPerBlock patches of one view */
    public EmbeddingTable(int dimension, int rowsPerBlock) {
        this(dimension, rowsPerBlock, Long.MAX_VALUE);
    }

    /**
     * A table in a temporary file, whose memory does not grow with its rows.
     *
     * @throws org.patchbank.platform.PatchbankException if the file cannot be made
     */
    public static EmbeddingTable inFile(int dimension, int rowsPerBlock) {
        EmbeddingTable table = new EmbeddingTable(dimension, rowsPerBlock, 0);
        table.file = BlockFile.temporary(rowsPerBlock * dimension);
        return table;
    }

    /**
     * A table in memory that moves to a temporary file when it becomes too large.
     *
     * @param mostBytes of memory
     */
    public static EmbeddingTable bounded(int dimension, int rowsPerBlock, long mostBytes) {
        return new EmbeddingTable(dimension, rowsPerBlock, mostBytes);
    }

    private EmbeddingTable(int dimension, int rowsPerBlock, long mostBytes) {
        if (dimension < 1 || rowsPerBlock < 1) {
            throw new IllegalArgumentException("a table of %d x %d blocks".formatted(rowsPerBlock, dimension));
        }
        this.dimension = dimension;
        this.rowsPerBlock = rowsPerBlock;
        this.mostBytes = mostBytes;
    }

    /** An empty table that lies where this one lies, with as many rows a block. */
    public EmbeddingTable like(int otherDimension) {
        return isInFile()
                ? inFile(otherDimension, rowsPerBlock)
                : new EmbeddingTable(otherDimension, rowsPerBlock, mostBytes);
    }

    /** @param values [rows, dimension]; kept, not copied */
    public static EmbeddingTable of(float[] values, int dimension) {
        EmbeddingTable table = new EmbeddingTable(dimension, values.length / dimension);
        table.add(values);
        return table;
    }

    /**
     * @param block [rows of a block, dimension]; kept, not copied
     * @throws org.patchbank.platform.PatchbankException if there is no room for it in the file
     */
    public void add(float[] block) {
        if (block.length != rowsPerBlock * dimension) {
            throw new IllegalArgumentException(
                    "%d values are not %d rows of %d".formatted(block.length, rowsPerBlock, dimension));
        }
        if (!isInFile() && (blocks.size() + 1L) * block.length * Float.BYTES > mostBytes) {
            file = BlockFile.temporary(rowsPerBlock * dimension);
            blocks.forEach(file::add);
            blocks.clear();
        }
        if (isInFile()) {
            file.add(block);
        } else {
            blocks.add(block);
        }
    }

    /** Takes the last blocks away. */
    public void truncate(int left) {
        if (isInFile()) {
            file.truncate(left);
        } else {
            blocks.subList(left, blocks.size()).clear();
        }
    }

    /** Whether memory does not hold the rows. */
    public boolean isInFile() {
        return file != null;
    }

    /** Looks at row after row, in any order; of one thread. */
    public final class Row {
        /** Of the row, where it does not lie in memory. */
        private final float[] own = isInFile() ? new float[dimension] : null;

        private float[] values = own;
        private int offset;

        private Row() {}

        /** Moves to a row. */
        public Row at(int row) {
            if (own != null) {
                mapped.get(row, own, 0);
            } else {
                values = block(row);
                offset = EmbeddingTable.this.offset(row);
            }
            return this;
        }

        /** Holds the row from {@link #offset} on; read only by convention, for speed. */
        public float[] values() {
            return values;
        }

        public int offset() {
            return offset;
        }
    }

    /** The table must be full: what is added later is not seen. */
    public synchronized Row row() {
        if (isInFile() && mapped == null) {
            mapped = file.rows(dimension);
        }
        return new Row();
    }

    public int rows() {
        return Math.multiplyExact(blocks(), rowsPerBlock);
    }

    public int blocks() {
        return isInFile() ? file.blocks() : blocks.size();
    }

    public int rowsPerBlock() {
        return rowsPerBlock;
    }

    public int dimension() {
        return dimension;
    }

    /** The array that holds a row, from {@link #offset} on; read only by convention, for speed. */
    public float[] block(int row) {
        if (isInFile()) {
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
        if (isInFile()) {
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
        if (isInFile()) {
            file.close();
        }
    }
}
