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
import org.patchbank.reference.StoredState.StoredBank;
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
    record Origin(
            String product, String referenceSet, long version, String factory, List<String> imageIds, PatchGrid grid) {}

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
        metadata.put("factory", origin.factory());
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

    /**
     * Reads a bank and checks that it is what was built.
     *
     * @throws PatchbankException {@code BANK_DAMAGED} if rows are missing, too many or changed
     */
    MemoryBank load(BankKey key, int size, PatchGrid grid, String hash) {
        float[] vectors = new float[Math.multiplyExact(size, key.dimension())];
        int[] images = new int[size];
        int[] patches = new int[size];
        new BankPages(index, key, size, grid).<RuntimeException>read((row, vector, image, patch) -> {
            System.arraycopy(vector, 0, vectors, row * key.dimension(), key.dimension());
            images[row] = image;
            patches[row] = patch;
        });
        MemoryBank bank = new MemoryBank(key.dimension(), vectors, images, patches);
        if (!bank.hash().equals(hash)) {
            throw BankPages.damaged(key, "its vectors have the hash %s instead of %s".formatted(bank.hash(), hash));
        }
        return bank;
    }

    /** The same bank, left where it is. */
    BankMapping mapping(StoredBank bank, PatchGrid grid) {
        return new BankMapping(index, bank, grid);
    }

    void remove(BankKey key) {
        index.delete(key.collection(), key.rows());
    }
}
