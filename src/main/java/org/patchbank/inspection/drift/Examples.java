package org.patchbank.inspection.drift;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.patchbank.inspection.drift.DriftRows.Row;

/** Chooses inspections that show what a warning is about: those nearest to a typical value. */
final class Examples {
    private static final int COUNT = 4;
    private static final int LOOKED_AT = 50;

    private Examples() {}

    /**
     * Of the newest rows those nearest to a value, newest first.
     *
     * @param rows oldest first
     */
    static List<UUID> near(List<Row> rows, DriftMeasure measure, double typical) {
        return rows.subList(Math.max(0, rows.size() - LOOKED_AT), rows.size()).stream()
                .filter(row -> row.value(measure).isPresent())
                .sorted(Comparator.comparingDouble(
                                (Row row) -> Math.abs(row.value(measure).getAsDouble() - typical))
                        .thenComparing(Row::id, Comparator.reverseOrder()))
                .limit(COUNT)
                .map(Row::id)
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
