package org.patchbank.reference;

import java.time.Instant;
import java.util.List;

/**
 * What was found when the vector index was compared with the tables.
 *
 * @param banks of ready versions that were looked at
 * @param removed rows that no version knew of
 * @param dropped collections that held nothing any more
 * @param damaged ready versions that lack rows
 */
public record Reconciliation(
        Instant at, double seconds, int banks, List<Orphan> removed, List<String> dropped, List<Damage> damaged) {

    public record Orphan(String collection, String partition, long rows) {}

    public record Damage(String referenceSet, int version, String detail) {}
}
