package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** Puts banks into the vector index and gets them back whole. */
@ApplicationScoped
class BankStore {
    private static final Logger LOG = Logger.getLogger(BankStore.class);
    private static final int ROWS_AT_ONCE = 4096;

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
        Patch patch = origin.grid().at(bank.patch(row));
        Map<String, Object> metadata = Map.of(
                "product", origin.product(),
                "reference_set", origin.referenceSet(),
                "version", origin.version(),
                "image", (long) bank.image(row),
                "image_id", origin.imageIds().get(bank.image(row)),
                "patch_row", (long) patch.row(),
                "patch_column", (long) patch.column());
        return new VectorRow(key.rowId(row), key.partition(), bank.row(row), metadata);
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
        float[] vectors = new float[size * key.dimension()];
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
                images[row] = Math.toIntExact((Long) read.metadata().get("image"));
                patches[row] = grid.index(
                        new Patch(Math.toIntExact((Long) read.metadata().get("patch_row")), Math.toIntExact((Long)
                                read.metadata().get("patch_column"))));
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

    /** Removes the vectors that were given up. What cannot be removed now is removed the next time. */
    void removeAbandoned() {
        List<AbandonedBank> abandoned = QuarkusTransaction.requiringNew().call(() -> AbandonedBank.listAll());
        for (AbandonedBank bank : abandoned) {
            try {
                remove(new BankKey(bank.bank, bank.embeddingSpace, bank.dimension));
                QuarkusTransaction.requiringNew().run(() -> AbandonedBank.deleteById(bank.bank));
            } catch (PatchbankException e) {
                LOG.warnf("Bank %d stays in the vector index for now: %s", bank.bank, e.getMessage());
            }
        }
    }
}
