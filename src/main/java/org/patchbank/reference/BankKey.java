package org.patchbank.reference;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.patchbank.platform.Sha256;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorCollection.Size;
import org.patchbank.vectorindex.VectorFilter;

/**
 * Where a bank lies in the vector index: the banks of one embedding space that are about as large share a collection, each
 * has a partition, and its rows have consecutive ids from a range of its own.
 */
record BankKey(long bank, String embeddingSpace, int dimension, Size size) {
    private static final int ROW_BITS = 24;
    static final int MOST_ROWS = 1 << ROW_BITS;

    /** An advisory lock: shared while a bank gets its place, alone while a collection that nobody uses is dropped. */
    static final long PLACES_LOCK = 0x70617463_68626e6bL;

    private static final String PREFIX = "bank_";

    /** Whether a collection holds banks, and nothing of other features. */
    static boolean holdsBanks(VectorCollection collection) {
        return collection.name().startsWith(PREFIX);
    }

    /** The last id that the bank of a row may have. */
    static long lastRowId(long rowId) {
        return rowId | MOST_ROWS - 1;
    }

    VectorCollection collection() {
        String space = Sha256.of(embeddingSpace.getBytes(StandardCharsets.UTF_8));
        String ofSize = size == Size.SMALL ? "" : "_" + size.name().toLowerCase(Locale.ROOT);
        return new VectorCollection(
                PREFIX + "%d_%s%s".formatted(dimension, space.substring(0, 16), ofSize), dimension, size);
    }

    String partition() {
        return "bank-" + bank;
    }

    VectorFilter rows() {
        return VectorFilter.partition(partition());
    }

    long rowId(int row) {
        return bank << ROW_BITS | row;
    }

    /** The row with an id, or -1 if the id is none of this bank's. */
    int row(long id) {
        return id >> ROW_BITS == bank ? (int) (id & (MOST_ROWS - 1)) : -1;
    }
}
