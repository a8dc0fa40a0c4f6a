package org.patchbank.detector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Sha256;

/**
 * The embeddings that were kept, in the order they were chosen, each with the image and the patch it came from.
 * The content hash covers all of it, so equal hashes mean equal scores.
 */
public final class MemoryBank {
    private final int dimension;
    private final float[] vectors;
    private final int[] images;
    private final int[] patches;

    /**
     * @param vectors [size, dimension], row by row; kept, not copied
     * @param images for each row the position of its image in the list of reference images
     * @param patches for each row the number of its patch in the image's grid
     */
    public MemoryBank(int dimension, float[] vectors, int[] images, int[] patches) {
        if (dimension < 1
                || images.length == 0
                || vectors.length != (long) images.length * dimension
                || patches.length != images.length) {
            throw new IllegalArgumentException("%d values, %d images, %d patches do not make a bank of dimension %d"
                    .formatted(vectors.length, images.length, patches.length, dimension));
        }
        this.dimension = dimension;
        this.vectors = vectors;
        this.images = images;
        this.patches = patches;
    }

    /**
     * Copies rows of a table whose blocks are images.
     *
     * @param rows which, in the order of the bank
     */
    public static MemoryBank of(EmbeddingTable table, int[] rows) {
        return new MemoryBank(
                table.dimension(),
                table.copy(rows).block(0),
                Arrays.stream(rows).map(row -> row / table.rowsPerBlock()).toArray(),
                Arrays.stream(rows).map(row -> row % table.rowsPerBlock()).toArray());
    }

    /**
     * Copies rows of a set's table.
     *
     * @param rows which, in the order of the bank
     */
    public static MemoryBank of(TrainingSet set, int[] rows) {
        float[] vectors = set.table().copy(rows).block(0);
        return new MemoryBank(
                set.table().dimension(),
                vectors,
                Arrays.stream(rows).map(set::imageOf).toArray(),
                Arrays.stream(rows).map(set::patchOf).toArray());
    }

    /** A bank of some of the rows, copied, in that order. */
    public MemoryBank rows(int[] rows) {
        float[] some = new float[Math.multiplyExact(rows.length, dimension)];
        int[] origins = new int[rows.length];
        int[] places = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(vectors, rows[i] * dimension, some, i * dimension, dimension);
            origins[i] = images[rows[i]];
            places[i] = patches[rows[i]];
        }
        return new MemoryBank(dimension, some, origins, places);
    }

    /** A bank of these rows and after them those of another, whose images are numbered on from a number. */
    public MemoryBank and(MemoryBank other, int firstImage) {
        float[] all = Arrays.copyOf(vectors, Math.addExact(vectors.length, other.vectors.length));
        System.arraycopy(other.vectors, 0, all, vectors.length, other.vectors.length);
        int[] origins = Arrays.copyOf(images, size() + other.size());
        int[] places = Arrays.copyOf(patches, size() + other.size());
        for (int row = 0; row < other.size(); row++) {
            origins[size() + row] = firstImage + other.image(row);
            places[size() + row] = other.patch(row);
        }
        return new MemoryBank(dimension, all, origins, places);
    }

    public int size() {
        return images.length;
    }

    public int dimension() {
        return dimension;
    }

    /** The rows themselves, [size, dimension]; read only by convention, for speed. */
    public float[] vectors() {
        return vectors;
    }

    public float[] row(int row) {
        return Arrays.copyOfRange(vectors, row * dimension, (row + 1) * dimension);
    }

    public int image(int row) {
        return images[row];
    }

    public int patch(int row) {
        return patches[row];
    }

    /** The patches of all rows; read only by convention. */
    public int[] patches() {
        return patches;
    }

    /** A digest that knows the shape of a bank and waits for its rows. */
    static MessageDigest digest(int size, int dimension) {
        MessageDigest digest = Sha256.digest();
        digest.update("bank/1 %d %d\n".formatted(size, dimension).getBytes(StandardCharsets.US_ASCII));
        return digest;
    }

    /** SHA-256 over shape, vectors (little-endian float32) and origins, in hexadecimal. */
    public String hash() {
        MessageDigest digest = digest(size(), dimension);
        ByteBuffer block =
                ByteBuffer.allocate(dimension * Float.BYTES + 2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < size(); row++) {
            block.clear();
            for (int i = 0; i < dimension; i++) {
                block.putFloat(vectors[row * dimension + i]);
            }
            digest.update(block.putInt(images[row]).putInt(patches[row]).array(), 0, block.position());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
