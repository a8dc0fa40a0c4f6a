package org.patchbank.reference;

import java.time.Instant;
import java.util.List;

/**
 * What was found when the vector index was compared with the tables.
 *
 * @param banks of ready versions that were looked at
 * @param removed rows that no version, and no other table, knew of
 * @param dropped collections that held nothing any more
 * @param damaged ready versions that lack rows
 * @param lost rows, other than those of banks, that the index lacks
 */
public record Reconciliation(
        Instant at,
        double seconds,
        int banks,
        List<Orphan> removed,
        List<String> dropped,
        List<Damage> damaged,
        List<Lost> lost) {

    public record Orphan(String collection, String partition, long rows) {}

    public record Damage(String referenceSet, int version, String detail) {}

    /**
     * Rows that a table knows of and a collection lacks; they are made again.
     *
     * @param gone those of them that could not be made again when that was tried last
     */
    public record Lost(String collection, long rows, long gone) {}
}
