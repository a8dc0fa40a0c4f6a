package org.patchbank.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.patchbank.platform.PatchbankException;

/**
 * Blocks of floats in a temporary file that is gone when it is closed, and on Unix also when the process is killed: its name is
 * removed as soon as it is open. Filled by one thread, then read by many.
 */
final class BlockFile implements AutoCloseable {
    private static final int FLOATS_AT_ONCE = 1 << 16;

    /** One a thread: the channel would otherwise keep a direct buffer as large as the largest read. */
    private static final ThreadLocal<ByteBuffer> BUFFER = ThreadLocal.withInitial(
            () -> ByteBuffer.allocateDirect(FLOATS_AT_ONCE * Float.BYTES).order(ByteOrder.nativeOrder()));

    private final FileChannel channel;
    private final int blockLength;
    private int blocks;

    private BlockFile(FileChannel channel, int blockLength) {
        this.channel = channel;
        this.blockLength = blockLength;
    }

    /** @param blockLength floats of a block */
    static BlockFile temporary(int blockLength) {
        try {
            return new BlockFile(temporaryChannel(), blockLength);
        } catch (IOException e) {
            throw error(e);
        }
    }

    static FileChannel temporaryChannel() throws IOException {
        Path path = Files.createTempFile("patchbank-embeddings-", ".tmp");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** The blocks there are as rows, to be read in any order. */
    MappedRows rows(int width) {
        try {
            return new MappedRows(
                    channel, FileChannel.MapMode.READ_ONLY, Math.multiplyExact(blocks, blockLength / width), width);
        } catch (IOException e) {
            throw error(e);
        }
    }

    /** Forgets the blocks from this one on. */
    void truncate(int left) {
        blocks = left;
    }

    int blocks() {
        return blocks;
    }

    void add(float[] block) {
        long position = (long) blocks * blockLength * Float.BYTES;
        try {
            for (int from = 0; from < blockLength; from += FLOATS_AT_ONCE) {
                int count = Math.min(FLOATS_AT_ONCE, blockLength - from);
                ByteBuffer buffer = BUFFER.get().clear();
                buffer.asFloatBuffer().put(block, from, count);
                buffer.limit(count * Float.BYTES);
                while (buffer.hasRemaining()) {
                    position += channel.write(buffer, position);
                }
            }
        } catch (IOException e) {
            throw error(e);
        }
        blocks++;
    }

    /** Copies {@code count} floats of a block from {@code offset} on. */
    void read(int block, int offset, float[] target, int targetOffset, int count) {
        long position = ((long) block * blockLength + offset) * Float.BYTES;
        try {
            for (int from = 0; from < count; from += FLOATS_AT_ONCE) {
                int some = Math.min(FLOATS_AT_ONCE, count - from);
                ByteBuffer buffer = BUFFER.get().clear().limit(some * Float.BYTES);
                while (buffer.hasRemaining()) {
                    int read = channel.read(buffer, position);
                    if (read < 0) {
                        throw new IOException("the file ends early");
                    }
                    position += read;
                }
                buffer.flip();
                buffer.asFloatBuffer().get(target, targetOffset + from, some);
            }
        } catch (IOException e) {
            throw error(e);
        }
    }

    static PatchbankException error(IOException e) {
        return new PatchbankException(
                EmbeddingErrorCode.EMBEDDINGS_NOT_KEPT,
                "Embeddings cannot be kept in a temporary file: " + e.getMessage(),
                "Make room in " + System.getProperty("java.io.tmpdir")
                        + ", or name another folder by PATCHBANK_JAVA_OPTS=-Djava.io.tmpdir=DIR.",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw error(e);
        }
    }
}
