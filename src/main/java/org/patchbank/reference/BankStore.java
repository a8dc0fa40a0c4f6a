package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** Puts banks into the vector index and gets them back whole. */
@ApplicationScoped
class BankStore {
    private static final int ROWS_AT_ONCE = 4096;
    private static final String PATCH = "patch";

    private final VectorIndex index;

    BankStore(VectorIndex index) {
        this.index = index;
    }

    /** What every row of a bank says of where it comes from. */
    record Origin(String product, String referenceSet, long version, List<String> imageIds, PatchGrid grid) {}

    /** Hears how many rows are written. */
    interface WriteListener {
        /** @return false to stop: the rows written so far stay */
        boolean written(int rows);
    }

    /** Writes all rows; a repeated call changes nothing. */
    boolean write(BankKey key, MemoryBank bank, Origin origin, WriteListener listener) {
        if (bank.size() > BankKey.MOST_ROWS) {
            throw new IllegalArgumentException("a bank has %,d rows at most".formatted(BankKey.MOST_ROWS));
        }
        for (int from = 0; from < bank.size(); from += ROWS_AT_ONCE) {
            int to = Math.min(from + ROWS_AT_ONCE, bank.size());
            List<VectorRow> rows = new ArrayList<>(to - from);
            for (int row = from; row < to; row++) {
                rows.add(row(key, bank, origin, row));
            }
            index.upsert(key.collection(), rows);
            if (!listener.written(to)) {
                return false;
            }
        }
        return true;
    }

    private static VectorRow row(BankKey key, MemoryBank bank, Origin origin, int row) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("product", origin.product());
        metadata.put("reference_set", origin.referenceSet());
        metadata.put("version", origin.version());
        metadata.put("image", (long) bank.image(row));
        if (bank.image(row) >= 0 && bank.image(row) < origin.imageIds().size()) {
            metadata.put("image_id", origin.imageIds().get(bank.image(row)));
        }
        int number = bank.patch(row);
        if (number >= 0 && number < origin.grid().size()) {
            Patch patch = origin.grid().at(number);
            metadata.put("patch_row", (long) patch.row());
            metadata.put("patch_column", (long) patch.column());
        } else {
            metadata.put(PATCH, (long) number); // no single patch of an image, such as the mean of several
        }
        return new VectorRow(key.rowId(row), key.partition(), bank.row(row), metadata);
    }

    private static int patch(VectorRow row, PatchGrid grid) {
        Map<String, Object> metadata = row.metadata();
        return metadata.containsKey(PATCH)
                ? number(metadata, PATCH)
                : grid.index(new Patch(number(metadata, "patch_row"), number(metadata, "patch_column")));
    }

    private static int number(Map<String, Object> metadata, String name) {
        return Math.toIntExact((Long) metadata.get(name));
    }

    /**
     * Reads a bank and checks that it is what was built.
     *
     * @throws PatchbankException {@code BANK_DAMAGED} if rows are missing, too many or changed
     */
    MemoryBank load(BankKey key, int size, PatchGrid grid, String hash) {
        long found = index.count(key.collection(), key.rows());
        if (found != size) {
            throw damaged(key, "%,d of %,d vectors are in the index".formatted(found, size));
        }
        float[] vectors = new float[Math.multiplyExact(size, key.dimension())];
        int[] images = new int[size];
        int[] patches = new int[size];
        int row = 0;
        List<VectorRow> page;
        for (long after = -1; row < size; after = page.get(page.size() - 1).id()) {
            page = index.scan(key.collection(), key.rows(), after, ROWS_AT_ONCE);
            if (page.isEmpty() || row + page.size() > size) {
                throw damaged(key, "its vectors changed while they were read");
            }
            for (VectorRow read : page) {
                System.arraycopy(read.vector(), 0, vectors, row * key.dimension(), key.dimension());
                images[row] = number(read.metadata(), "image");
                patches[row] = patch(read, grid);
                row++;
            }
        }
        MemoryBank bank = new MemoryBank(key.dimension(), vectors, images, patches);
        if (!bank.hash().equals(hash)) {
            throw damaged(key, "its vectors have the hash %s instead of %s".formatted(bank.hash(), hash));
        }
        return bank;
    }

    private static PatchbankException damaged(BankKey key, String how) {
        return new PatchbankException(
                ReferenceError.BANK_DAMAGED,
                "%s is not what was built: %s".formatted(key.partition(), how),
                "Bring the vector index back from a backup, or build a new version of the reference set.");
    }

    void remove(BankKey key) {
        index.delete(key.collection(), key.rows());
    }
}
