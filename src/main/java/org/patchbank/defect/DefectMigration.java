package org.patchbank.defect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/**
 * Copies the defects of one vector index into another, and compares each row. May be stopped and run again at any time: rows that
 * are there already are left. Nothing is removed where they are copied to.
 */
public final class DefectMigration {
    private static final int ROWS_AT_ONCE = 4096;

    private final VectorIndex from;
    private final VectorIndex to;

    public DefectMigration(VectorIndex from, VectorIndex to) {
        this.from = from;
        this.to = to;
    }

    /** @param copied those that were not there before, or not as they are */
    public record Moved(long defects, long copied) {}

    /** @throws PatchbankException {@code DEFECTS_NOT_COPIED}, {@code VECTOR_INDEX_UNAVAILABLE}; what has been copied stays */
    public Moved run() {
        long defects = 0;
        long copied = 0;
        for (VectorCollection collection : collections()) {
            long after = -1;
            List<VectorRow> page = from.scan(collection, VectorFilter.ALL, after, ROWS_AT_ONCE);
            while (!page.isEmpty()) {
                List<VectorRow> missing = missing(collection, page, after);
                to.upsert(collection, missing);
                if (!missing.isEmpty() && !missing(collection, page, after).isEmpty()) {
                    throw new PatchbankException(
                            DefectErrorCode.DEFECTS_NOT_COPIED,
                            "Defects read back from %s are not those that were written".formatted(collection.name()),
                            "Stop all servers, then run this again.");
                }
                defects += page.size();
                copied += missing.size();
                after = page.get(page.size() - 1).id();
                page = from.scan(collection, VectorFilter.ALL, after, ROWS_AT_ONCE);
            }
        }
        return new Moved(defects, copied);
    }

    /** Removes the defects from the index that they were copied from. */
    public void removeSource() {
        collections().forEach(from::drop);
    }

    private List<VectorCollection> collections() {
        return from.collections().stream().filter(DefectSpace::holdsDefects).toList();
    }

    /** Those of a page, whose ids are above {@code after}, that the other index has not, or otherwise. */
    private List<VectorRow> missing(VectorCollection collection, List<VectorRow> page, long after) {
        Map<Long, VectorRow> present = new HashMap<>();
        long last = page.get(page.size() - 1).id();
        for (long read = after; read < last; ) {
            List<VectorRow> rows = to.scan(collection, VectorFilter.ALL, read, ROWS_AT_ONCE);
            rows.forEach(row -> present.put(row.id(), row));
            read = rows.isEmpty() ? last : rows.get(rows.size() - 1).id();
        }
        List<VectorRow> missing = new ArrayList<>(page);
        missing.removeIf(row -> row.equals(present.get(row.id())));
        return missing;
    }
}
