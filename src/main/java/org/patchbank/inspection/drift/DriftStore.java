package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.AcceptedDrift.Shift;
import org.patchbank.scoring.drift.DriftComparison;

/** Reads and writes references, and what was found at each look. */
@ApplicationScoped
class DriftStore {
    private final Sql sql;

    DriftStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * What windows are compared with.
     *
     * @param lastId windows begin after it
     */
    record Reference(int revision, double[] sample, UUID lastId) {}

    /** How far the looks at a deployment have come. */
    record State(Optional<UUID> seen, Optional<Instant> lookedAt, Optional<Instant> referenceFrom) {
        static final State NEW = new State(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Until the transaction ends, for one node at a time. @return false if another one has it */
    boolean lock(UUID deployment) {
        return sql.first(
                        "select pg_try_advisory_xact_lock(hashtext('drift'), hashtext(cast(? as text))) as mine",
                        row -> row.getBoolean("mine"),
                        deployment)
                .orElseThrow();
    }

    State state(UUID deployment) {
        return sql.first(
                        "select seen, looked_at, reference_from from drift_state where deployment_id = ?",
                        row -> new State(
                                Optional.ofNullable(Sql.uuid(row, "seen")),
                                Optional.ofNullable(Sql.instant(row, "looked_at")),
                                Optional.ofNullable(Sql.instant(row, "reference_from"))),
                        deployment)
                .orElse(State.NEW);
    }

    void looked(UUID deployment, UUID seen, Instant now) {
        sql.change("""
                insert into drift_state (deployment_id, seen, looked_at) values (?, ?, ?)
                on conflict (deployment_id) do update set seen = excluded.seen, looked_at = excluded.looked_at""", deployment, seen, now);
    }

    /** Later inspections make the next reference. */
    void startAnew(UUID deployment, Instant from, String by, String reason) {
        sql.change("""
                insert into drift_state (deployment_id, reference_from, reference_by, reference_why) values (?, ?, ?, ?)
                on conflict (deployment_id) do update set reference_from = excluded.reference_from,
                    reference_by = excluded.reference_by, reference_why = excluded.reference_why""", deployment, from, by, reason);
        sql.change("delete from drift_reference where deployment_id = ?", deployment);
        sql.change("delete from drift_value where deployment_id = ? and measure <> 'SCORE'", deployment);
    }

    Optional<Reference> reference(UUID deployment, DriftMeasure measure, int revision) {
        return sql.first(
                "select sample, last_id from drift_reference where deployment_id = ? and measure = ? and revision = ?",
                row -> new Reference(
                        revision,
                        Sql.numbers(row, "sample").stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        Sql.uuid(row, "last_id")),
                deployment,
                measure,
                revision);
    }

    void keep(UUID deployment, DriftMeasure measure, Reference reference) {
        sql.change(
                """
                insert into drift_reference (deployment_id, measure, revision, sample, last_id) values (?, ?, ?, ?, ?)
                on conflict (deployment_id, measure) do update
                    set revision = excluded.revision, sample = excluded.sample, last_id = excluded.last_id""",
                deployment,
                measure,
                reference.revision(),
                Arrays.stream(reference.sample()).boxed().toArray(Double[]::new),
                reference.lastId());
    }

    /** @param first the window's oldest inspection; @param last its newest */
    void add(
            UUID deployment,
            DriftMeasure measure,
            int revision,
            UUID first,
            UUID last,
            DriftComparison found,
            Optional<Shift> shift) {
        sql.change(
                """
                insert into drift_value (deployment_id, measure, window_end, window_start, revision, size, reference_size, middle,
                    reference_middle, psi, ks, p_value, moved, reference_deciles, deciles, shift, shift_low, shift_high)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (deployment_id, measure, window_end) do nothing""",
                deployment,
                measure,
                last,
                first,
                revision,
                found.size(),
                found.reference(),
                found.middle(),
                found.referenceMiddle(),
                found.psi(),
                found.ks(),
                found.pValue(),
                found.moved(),
                found.referenceDeciles().toArray(Double[]::new),
                found.deciles().toArray(Double[]::new),
                shift.map(Shift::value).orElse(null),
                shift.map(Shift::low).orElse(null),
                shift.map(Shift::high).orElse(null));
    }

    /** The last looks with one reference, oldest first. */
    List<DriftPoint> points(UUID deployment, DriftMeasure measure, int revision, int most) {
        List<DriftPoint> found = sql.list(
                "select * from drift_value where deployment_id = ? and measure = ? and revision = ?"
                        + " order by window_end desc limit ?",
                DriftStore::read,
                deployment,
                measure,
                revision,
                most);
        Collections.reverse(found);
        return found;
    }

    void forget(UUID deployment, Instant before) {
        sql.change(
                "delete from drift_value where deployment_id = ? and window_end < ?",
                deployment,
                TimeOrderedId.firstAt(before));
    }

    private static DriftPoint read(ResultSet row) throws SQLException {
        double shift = row.getDouble("shift");
        boolean shifted = !row.wasNull();
        return new DriftPoint(
                TimeOrderedId.time(Sql.uuid(row, "window_start")),
                TimeOrderedId.time(Sql.uuid(row, "window_end")),
                new DriftComparison(
                        row.getInt("reference_size"),
                        row.getInt("size"),
                        row.getDouble("reference_middle"),
                        row.getDouble("middle"),
                        Sql.numbers(row, "reference_deciles"),
                        Sql.numbers(row, "deciles"),
                        row.getDouble("psi"),
                        row.getDouble("ks"),
                        row.getDouble("p_value"),
                        row.getBoolean("moved"),
                        false),
                shifted
                        ? Optional.of(new Shift(shift, row.getDouble("shift_low"), row.getDouble("shift_high")))
                        : Optional.empty());
    }
}
