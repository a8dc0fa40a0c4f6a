package org.patchbank.reference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** Reads a bank from the vector index in pages. Several are on their way at once, so that neither side waits for the other. */
final class BankPages {
    private static final int ROWS_AT_ONCE = 2048;
    private static final int PAGES_AT_ONCE = 4;
    private static final String PATCH = "patch";

    private final VectorIndex index;
    private final BankKey key;
    private final int size;
    private final PatchGrid grid;

    BankPages(VectorIndex index, BankKey key, int size, PatchGrid grid) {
        this.index = index;
        this.key = key;
        this.size = size;
        this.grid = grid;
    }

    /** Takes the rows of a bank in their order. */
    interface Reader<E extends Exception> {
        void row(int row, float[] vector, int image, int patch) throws E;
    }

    /** @throws PatchbankException {@code BANK_DAMAGED} if there are not just the rows of the bank, or what the index says */
    <E extends Exception> void read(Reader<E> reader) throws E {
        long found = index.count(key.collection(), key.rows());
        if (found != size) {
            throw damaged(key, "%,d of %,d vectors are in the index".formatted(found, size));
        }
        ExecutorService threads = Executors.newFixedThreadPool(PAGES_AT_ONCE, work -> {
            Thread thread = new Thread(work, "bank-pages");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<List<VectorRow>>> pages = new ArrayDeque<>();
            int asked = 0;
            for (int row = 0; row < size; ) {
                for (; asked < size && pages.size() < PAGES_AT_ONCE; asked += ROWS_AT_ONCE) {
                    int from = asked;
                    pages.add(threads.submit(() -> page(from)));
                }
                for (VectorRow read : get(pages.remove())) {
                    reader.row(row++, read.vector(), number(read.metadata(), "image"), patch(read));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<VectorRow> page(int from) {
        int count = Math.min(ROWS_AT_ONCE, size - from);
        List<VectorRow> page = index.scan(key.collection(), key.rows(), key.rowId(from) - 1, count);
        for (int i = 0; i < count; i++) {
            if (i >= page.size() || page.get(i).id() != key.rowId(from + i)) {
                throw damaged(
                        key, "vector %,d is missing, or its vectors changed while they were read".formatted(from + i));
            }
        }
        return page;
    }

    private static List<VectorRow> get(Future<List<VectorRow>> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a bank was read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PatchbankException known) {
                throw known;
            }
            throw new IllegalStateException("a bank cannot be read", e.getCause());
        }
    }

    private int patch(VectorRow row) {
        Map<String, Object> metadata = row.metadata();
        return metadata.containsKey(PATCH)
                ? number(metadata, PATCH)
                : grid.index(new Patch(number(metadata, "patch_row"), number(metadata, "patch_column")));
    }

    private static int number(Map<String, Object> metadata, String name) {
        return Math.toIntExact((Long) metadata.get(name));
    }

    static PatchbankException damaged(BankKey key, String how) {
        return new PatchbankException(
                ReferenceError.BANK_DAMAGED,
                "%s is not what was built: %s".formatted(key.partition(), how),
                ReferenceError.DAMAGE_REMEDY);
    }
}
