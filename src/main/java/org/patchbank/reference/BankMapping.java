package org.patchbank.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.patchbank.detector.BankFile;
import org.patchbank.detector.BankFileWriter;
import org.patchbank.detector.CandidateSource;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.StoredState.StoredBank;
import org.patchbank.vectorindex.VectorIndex;

/** A bank that stays in the vector index: its rows in a file of this node, candidates from the index. */
final class BankMapping {
    private final VectorIndex index;
    private final StoredBank bank;
    private final PatchGrid grid;

    BankMapping(VectorIndex index, StoredBank bank, PatchGrid grid) {
        this.index = index;
        this.bank = bank;
        this.grid = grid;
    }

    /**
     * Opens the file, which is written first unless it is there and sound.
     *
     * @throws PatchbankException {@code BANK_DAMAGED} if the index holds anything else than the bank, {@code BANK_FILE_UNUSABLE} if the
     *     disk does not take or give it
     */
    BankFile file(Path path) {
        try {
            if (Files.exists(path)) {
                try {
                    return BankFile.open(path, bank.size(), bank.key().dimension(), bank.hash());
                } catch (BankFile.DamagedException left) {
                    Files.delete(path);
                }
            }
            return write(path);
        } catch (IOException e) {
            throw new PatchbankException(
                    ReferenceError.BANK_FILE_UNUSABLE,
                    "The bank cannot be kept in %s: %s".formatted(path, e.getMessage()),
                    "Make room in the data folder and let this user write there.",
                    e);
        }
    }

    private BankFile write(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        try (BankFileWriter writer = new BankFileWriter(path, bank.key().dimension())) {
            new BankPages(index, bank.key(), bank.size(), grid)
                    .<IOException>read((row, vector, image, patch) -> writer.add(vector, image, patch));
            return writer.finish(bank.hash());
        } catch (BankFile.DamagedException e) {
            throw BankPages.damaged(bank.key(), e.getMessage());
        }
    }

    /** Asks the index, unless it would do no more than compare all rows; what it throws is thrown on. */
    CandidateSource candidates() {
        return index.searchesQuickly()
                ? new IndexCandidates(index, bank.key().collection(), bank.key().rows(), bank.key()::row)
                : CandidateSource.NONE;
    }
}
