package org.patchbank.vectorindex.milvus;

import java.util.function.LongSupplier;
import org.patchbank.platform.PatchbankException;

/**
 * A deletion that is over only when nothing is left: what Milvus answers to the call does not say so, and another program may
 * write meanwhile.
 */
final class Deletion {
    static final int ROUNDS = 5;

    private Deletion() {}

    /**
     * Deletes until none is left, a few times.
     *
     * @param left counts what is there after all that was written and deleted before
     * @throws PatchbankException {@code VECTOR_INDEX_UNAVAILABLE} if some are there still; it may be repeated
     */
    static void untilNone(String collection, LongSupplier left, Runnable delete) {
        long rows = left.getAsLong();
        for (int round = 0; rows > 0; round++) {
            if (round == ROUNDS) {
                throw Failure.OTHER.because(
                        "delete from " + collection,
                        new IllegalStateException("%,d rows are there still after %d times".formatted(rows, ROUNDS)));
            }
            delete.run();
            rows = left.getAsLong();
        }
    }
}
