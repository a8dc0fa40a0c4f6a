package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.inspection.drift.DriftWarning.Acknowledgement;
import org.patchbank.inspection.drift.DriftWarning.Resolution;
import org.patchbank.inspection.drift.DriftWarning.State;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.drift.DriftComparison;

/** Reads and writes warnings. */
@ApplicationScoped
class WarningStore {
    private static final String SELECT = "select * from drift_warning";

    private final Sql sql;

    WarningStore(Sql sql) {
        this.sql = sql;
    }

    /** @param revision of the reference */
    record Held(DriftWarning warning, int revision) {}

    void add(DriftWarning warning, int revision) {
        sql.change(
                """
                insert into drift_warning (id, factory, product, line, deployment_id, measure, revision, before_middle,
                    after_middle, psi, ks, p_value, since, since_start, first_seen, last_seen, before_examples, after_examples)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                warning.id(),
                warning.factory(),
                warning.product(),
                warning.line(),
                warning.deployment(),
                warning.measure(),
                revision,
                warning.beforeMiddle(),
                warning.afterMiddle(),
                warning.psi(),
                warning.ks(),
                warning.pValue(),
                warning.since(),
                warning.sinceStart(),
                warning.firstSeen(),
                warning.lastSeen(),
                warning.before().toArray(UUID[]::new),
                warning.after().toArray(UUID[]::new));
    }

    void seenAgain(UUID id, DriftComparison found, Instant now) {
        sql.change(
                "update drift_warning set after_middle = ?, psi = ?, ks = ?, p_value = ?, last_seen = ? where id = ?",
                found.middle(),
                found.psi(),
                found.ks(),
                found.pValue(),
                now,
                id);
    }

    void resolve(UUID id, Resolution resolution, Instant now) {
        sql.change(
                "update drift_warning set resolved_at = ?, resolution = ? where id = ? and resolved_at is null",
                now,
                resolution,
                id);
    }

    /** @return false if somebody had acknowledged it */
    boolean acknowledge(UUID id, String factory, String by, String note, Instant now) {
        return sql.change(
                        "update drift_warning set acknowledged_at = ?, acknowledged_by = ?, note = ?"
                                + " where id = ? and factory = ? and acknowledged_at is null",
                        now,
                        by,
                        note,
                        id,
                        factory)
                == 1;
    }

    /** @param deployment null for all of the factory */
    List<Held> unresolved(String factory, UUID deployment) {
        return sql.list(
                SELECT
                        + " where factory = ? and resolved_at is null and (cast(? as uuid) is null or deployment_id = ?)",
                row -> new Held(read(row), row.getInt("revision")),
                factory,
                deployment,
                deployment);
    }

    /** @param factory null for any */
    Optional<DriftWarning> warning(UUID id, String factory) {
        return sql.first(
                SELECT + " where id = ? and (cast(? as text) is null or factory = ?)",
                WarningStore::read,
                id,
                factory,
                factory);
    }

    /** Newest first. */
    List<DriftWarning> list(WarningFilter filter, UUID before, int limit) {
        return sql.list(
                SELECT + """
                 where (cast(? as text) is null or factory = ?) and (cast(? as text) is null or product = ?)
                    and (cast(? as text) is null or line = ?) and (cast(? as uuid) is null or deployment_id = ?)
                    and (cast(? as uuid) is null or id < ?)
                    and case when resolved_at is not null then ? when acknowledged_at is not null then ? else ? end
                order by id desc limit ?""",
                WarningStore::read,
                filter.factory(),
                filter.factory(),
                filter.product(),
                filter.product(),
                filter.line(),
                filter.line(),
                filter.deployment(),
                filter.deployment(),
                before,
                before,
                filter.states().contains(State.RESOLVED),
                filter.states().contains(State.ACKNOWLEDGED),
                filter.states().contains(State.OPEN),
                limit);
    }

    private static DriftWarning read(ResultSet row) throws SQLException {
        return new DriftWarning(
                Sql.uuid(row, "id"),
                row.getString("factory"),
                row.getString("product"),
                row.getString("line"),
                Sql.uuid(row, "deployment_id"),
                DriftMeasure.valueOf(row.getString("measure")),
                row.getDouble("before_middle"),
                row.getDouble("after_middle"),
                row.getDouble("psi"),
                row.getDouble("ks"),
                row.getDouble("p_value"),
                Sql.instant(row, "since"),
                row.getBoolean("since_start"),
                Sql.instant(row, "first_seen"),
                Sql.instant(row, "last_seen"),
                Sql.uuids(row, "before_examples"),
                Sql.uuids(row, "after_examples"),
                acknowledgement(row),
                Optional.ofNullable(Sql.instant(row, "resolved_at")),
                Optional.ofNullable(row.getString("resolution")).map(Resolution::valueOf));
    }

    private static Optional<Acknowledgement> acknowledgement(ResultSet row) throws SQLException {
        String by = row.getString("acknowledged_by");
        return by == null
                ? Optional.empty()
                : Optional.of(new Acknowledgement(by, Sql.instant(row, "acknowledged_at"), row.getString("note")));
    }
}
