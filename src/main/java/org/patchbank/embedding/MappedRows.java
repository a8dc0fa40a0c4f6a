package org.patchbank.embedding;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/**
 * Rows of floats in a temporary file that is mapped into memory: they are read in any order as fast as the system keeps them at hand, and it
 * may drop them when memory is short. Threads may read all rows, and write different ones, at once. The file has no name, and is gone when
 * this is collected as garbage.
 */
public final class MappedRows {
    private static final long BYTES_A_PART = 1 << 28;

    private final int width;
    private final int rowsPerPart;
    private final FloatBuffer[] parts;

    /**
     * Room for rows, all zeros.
     *
     * @throws org.patchbank.platform.PatchbankException if the file cannot be made
     */
    public static MappedRows temporary(int rows, int width) {
        try (FileChannel channel = BlockFile.temporaryChannel()) {
            return new MappedRows(channel, FileChannel.MapMode.READ_WRITE, rows, width);
        } catch (IOException e) {
            throw BlockFile.error(e);
        }
    }

    /** @param channel holds the rows, one after the other; may be closed afterwards */
    MappedRows(FileChannel channel, FileChannel.MapMode mode, int rows, int width) throws IOException {
        this.width = width;
        rowsPerPart = (int) Math.max(1, BYTES_A_PART / ((long) width * Float.BYTES));
        parts = new FloatBuffer[(rows + rowsPerPart - 1) / rowsPerPart];
        for (int part = 0; part < parts.length; part++) {
            long first = (long) part * rowsPerPart;
            long count = Math.min(rowsPerPart, rows - first);
            parts[part] = channel.map(mode, first * width * Float.BYTES, count * width * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }

    /** Copies a row. */
    public void get(int row, float[] target, int offset) {
        parts[row / rowsPerPart].get(row % rowsPerPart * width, target, offset, width);
    }

    /** Overwrites a row. */
    public void put(int row, float[] source, int offset) {
        parts[row / rowsPerPart].put(row % rowsPerPart * width, source, offset, width);
    }
}
