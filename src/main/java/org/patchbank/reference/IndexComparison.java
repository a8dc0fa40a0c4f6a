package org.patchbank.reference;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.reference.Reconciliation.Lost;
import org.patchbank.reference.Reconciliation.Orphan;

/**
 * Told while the vector index is compared with the tables: a feature that keeps vectors of its own there compares them then, and says
 * what it found.
 */
public final class IndexComparison {
    private final List<Orphan> removed = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();

    /** Rows that no table knew of; they are gone. */
    public void removed(String collection, String partition, long rows) {
        removed.add(new Orphan(collection, partition, rows));
    }

    /** Rows that a table knows of and the index lacks. */
    public void lost(Lost found) {
        lost.add(found);
    }

    List<Orphan> removed() {
        return removed;
    }

    List<Lost> lost() {
        return lost;
    }
}
