package org.patchbank.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;
import org.patchbank.vectorindex.VectorCollection.Size;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/**
 * Copies the banks of all ready versions from one vector index into another, and checks each against its hash. May be stopped and
 * run again at any time: banks that are there already are checked and left.
 */
public final class BankMigration {
    private static final int ROWS_AT_ONCE = 4096;

    private final Sql sql;
    private final VectorIndex from;
    private final VectorIndex to;

    /** @param database the tables that tell which banks there are */
    public BankMigration(DataSource database, VectorIndex from, VectorIndex to) {
        this.sql = new Sql(database);
        this.from = from;
        this.to = to;
    }

    /**
     * One bank that is where it shall be.
     *
     * @param copied false if it was there before
     */
    public record Moved(String label, int rows, boolean copied) {}

    /** Hears of each bank as soon as it has been checked. */
    public interface Listener {
        void moved(Moved bank, int done, int total);
    }

    private record Bank(String label, BankKey key, int size, String hash, PatchGrid grid) {}

    /**
     * @throws PatchbankException {@code BANK_DAMAGED} if a bank is not what was built, {@code VECTOR_INDEX_UNAVAILABLE}; what has
     *     been copied stays
     */
    public List<Moved> run(Listener listener) {
        List<Bank> banks = banks();
        List<Moved> moved = new ArrayList<>();
        for (Bank bank : banks) {
            moved.add(move(bank));
            listener.moved(moved.get(moved.size() - 1), moved.size(), banks.size());
        }
        return moved;
    }

    private Moved move(Bank bank) {
        if (to.count(bank.key().collection(), bank.key().rows()) == bank.size() && whole(bank)) {
            return new Moved(bank.label(), bank.size(), false);
        }
        to.delete(bank.key().collection(), bank.key().rows());
        long after = -1;
        List<VectorRow> page;
        do {
            page = from.scan(bank.key().collection(), bank.key().rows(), after, ROWS_AT_ONCE);
            to.upsert(bank.key().collection(), page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.size() == ROWS_AT_ONCE);
        check(bank);
        return new Moved(bank.label(), bank.size(), true);
    }

    private boolean whole(Bank bank) {
        try {
            check(bank);
            return true;
        } catch (PatchbankException e) {
            if (e.code() == ReferenceError.BANK_DAMAGED) {
                return false;
            }
            throw e;
        }
    }

    private void check(Bank bank) {
        new BankStore(to).load(bank.key(), bank.size(), bank.grid(), bank.hash());
    }

    /**
     * Removes all banks from the index that they were copied from, those of no version included.
     *
     * @return false, and nothing is removed, if there are versions that have not been moved
     */
    public boolean removeSource(List<Moved> moved) {
        if (banks().size() != moved.size()) {
            return false;
        }
        from.collections().stream().filter(BankKey::holdsBanks).forEach(from::drop);
        return true;
    }

    private List<Bank> banks() {
        return sql.list("""
                select s.name, v.number, b.name, b.bank, v.embedding_space, b.dimension, b.size_class, b.size, b.hash,
                    v.grid_rows, v.grid_columns
                from reference_version_bank b
                join reference_version v on v.id = b.version_id
                join reference_set s on s.id = v.reference_set_id
                where v.state = 'READY' order by b.bank""", BankMigration::bank);
    }

    private static Bank bank(ResultSet row) throws SQLException {
        String name = row.getString(3).isEmpty() ? "" : ", bank " + row.getString(3);
        return new Bank(
                "%s, version %d%s".formatted(row.getString(1), row.getInt(2), name),
                new BankKey(row.getLong(4), row.getString(5), row.getInt(6), Size.valueOf(row.getString(7))),
                row.getInt(8),
                row.getString(9),
                new PatchGrid(row.getInt(10), row.getInt(11)));
    }
}
