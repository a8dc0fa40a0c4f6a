package org.patchbank.detector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.patchbank.embedding.EmbeddingTable;

/**
 * A memory bank in a file that is mapped: as large as the disk allows, at the cost of the system's page cache and of no heap. Row after
 * row it holds the vector (little-endian float32), the image and the patch (int32), which is what {@link MemoryBank#hash} covers.
 * Immutable and safe for concurrent use. The file may be removed while it is used, where the system allows that.
 */
public final class BankFile {
    private static final int ORIGIN_FLOATS = DetectorState.ORIGIN_BYTES / Float.BYTES;
    private static final long SEGMENT_BYTES = 1 << 30;
    private static final int HASHED_AT_ONCE = 1 << 16;

    private final int rows;
    private final int dimension;
    private final int rowsPerSegment;
    private final FloatBuffer[] segments;

    private BankFile(int rows, int dimension, int rowsPerSegment, FloatBuffer[] segments) {
        this.rows = rows;
        this.dimension = dimension;
        this.rowsPerSegment = rowsPerSegment;
        this.segments = segments;
    }

    /**
     * Maps a file and reads it once to see that it is the bank.
     *
     * @param hash what {@link MemoryBank#hash} said of the bank
     * @throws DamagedException if the file holds anything else
     * @throws IOException if it cannot be read
     */
    public static BankFile open(Path path, int rows, int dimension, String hash) throws IOException {
        long rowBytes = rowBytes(dimension);
        int rowsPerSegment = (int) (SEGMENT_BYTES / rowBytes);
        FloatBuffer[] segments = new FloatBuffer[(rows + rowsPerSegment - 1) / rowsPerSegment];
        MessageDigest digest = MemoryBank.digest(rows, dimension);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() != rows * rowBytes) {
                throw new DamagedException(
                        "%s has %,d bytes instead of %,d".formatted(path, channel.size(), rows * rowBytes));
            }
            for (int i = 0; i < segments.length; i++) {
                long from = i * rowsPerSegment * rowBytes;
                long bytes = Math.min(rowsPerSegment * rowBytes, channel.size() - from);
                ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, from, bytes);
                update(digest, mapped.duplicate());
                segments[i] = mapped.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(hash)) {
            throw new DamagedException("%s has the hash %s instead of %s".formatted(path, found, hash));
        }
        return new BankFile(rows, dimension, rowsPerSegment, segments);
    }

    /** By way of an array: a mapped buffer would be copied as a whole. */
    private static void update(MessageDigest digest, ByteBuffer mapped) {
        byte[] some = new byte[HASHED_AT_ONCE];
        while (mapped.hasRemaining()) {
            int count = Math.min(some.length, mapped.remaining());
            mapped.get(some, 0, count);
            digest.update(some, 0, count);
        }
    }

    public static long rowBytes(int dimension) {
        return (long) (dimension + ORIGIN_FLOATS) * Float.BYTES;
    }

    public int rows() {
        return rows;
    }

    public int dimension() {
        return dimension;
    }

    /** Floats from one row to the next where {@link #copy} puts several. */
    public int stride() {
        return dimension + ORIGIN_FLOATS;
    }

    /**
     * Copies rows that follow each other; behind each vector lie two values without meaning.
     *
     * @param target filled from its beginning on with {@code count * stride()} floats
     */
    public void copy(int row, int count, float[] target) {
        int done = 0;
        while (done < count) {
            int at = (row + done) % rowsPerSegment;
            int some = Math.min(count - done, rowsPerSegment - at);
            segments[(row + done) / rowsPerSegment].get(at * stride(), target, done * stride(), some * stride());
            done += some;
        }
    }

    /** Copies rows into a table. */
    public EmbeddingTable table(int... numbers) {
        float[] values = new float[numbers.length * dimension];
        float[] row = new float[stride()];
        for (int i = 0; i < numbers.length; i++) {
            copy(numbers[i], 1, row);
            System.arraycopy(row, 0, values, i * dimension, dimension);
        }
        return EmbeddingTable.of(values, dimension);
    }

    /** A file that does not hold the bank it should. */
    public static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }
}
