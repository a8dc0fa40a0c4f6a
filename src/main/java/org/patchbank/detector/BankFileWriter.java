package org.patchbank.detector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a {@link BankFile} row by row, under another name until it is whole. Used by one thread. What was not {@link #finish}ed is
 * removed by {@link #close}.
 */
public final class BankFileWriter implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 64;
    private static final String UNFINISHED = ".part";

    private final Path path;
    private final Path unfinished;
    private final int dimension;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private int rows;

    /** @param path in a folder that exists; a file there is replaced at the end */
    public BankFileWriter(Path path, int dimension) throws IOException {
        this.path = path;
        this.unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
        this.dimension = dimension;
        this.channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.buffer = ByteBuffer.allocateDirect(Math.toIntExact(ROWS_AT_ONCE * BankFile.rowBytes(dimension)))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Adds the next row.
     *
     * @param image as {@link MemoryBank#image}
     * @param patch as {@link MemoryBank#patch}
     */
    public void add(float[] vector, int image, int patch) throws IOException {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("a row of %d in a bank of %d".formatted(vector.length, dimension));
        }
        buffer.asFloatBuffer().put(vector);
        buffer.position(buffer.position() + dimension * Float.BYTES);
        buffer.putInt(image).putInt(patch);
        rows++;
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    /**
     * Puts the file in its place and opens it.
     *
     * @throws BankFile.DamagedException if it is not the bank with that hash
     */
    public BankFile finish(String hash) throws IOException {
        flush();
        channel.close();
        BankFile file = BankFile.open(unfinished, rows, dimension, hash);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
