package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.defect.SharedDefects.Seen;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.RegionsKept;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.inspection.verdict.RegionFinding;
import org.patchbank.inspection.verdict.Verdict;
import org.patchbank.platform.TimeOrderedId;

/** Reads and writes the table of defects. */
@ApplicationScoped
class DefectStore {
    private static final String SELECT = "select " + DefectRows.COLUMNS + " from defect";

    private static final String JUDGE = """
            update defect set quality = ?, defect_type = ?, severity = ?, note = ?, repair = ?, judged_by = ?, judged_at = ?,
                revision = revision + 1
            where inspection_id = ? and region = coalesce(?, region)""";

    private final DataSource database;
    private final SharedDefects shared;

    DefectStore(DataSource database, SharedDefects shared) {
        this.database = database;
        this.shared = shared;
    }

    /** Where a page begins. */
    record Place(UUID inspection, int region) {}

    /** Part of the transaction that keeps the inspection: its defects are there when it is, whatever happens next. */
    void keep(@Observes RegionsKept kept) {
        ask(connection -> {
            DefectRows.insert(connection, kept);
            return null;
        });
    }

    Optional<Defect> defect(long id) {
        return query(SELECT + " where id = ?", id).stream().findFirst();
    }

    Optional<Defect> defect(UUID inspection, int region) {
        return query(SELECT + " where inspection_id = ? and region = ?", inspection, region).stream()
                .findFirst();
    }

    /** In any order; those that are not there are missing. */
    List<Defect> defects(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : query(SELECT + " where id = any(?)", (Object) ids.toArray(Long[]::new));
    }

    /** The vector of a defect that is not in the vector index yet. */
    Optional<float[]> waitingVector(long id) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select vector from defect where id = ?")) {
                statement.setLong(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    byte[] vector = rows.next() ? rows.getBytes(1) : null;
                    return Optional.ofNullable(vector).map(DefectRows::vector);
                }
            }
        });
    }

    /**
     * Newest first; of one inspection, the last region first.
     *
     * @param before where the page before ended, or null
     */
    List<Defect> list(DefectFilter filter, Place before, int limit) {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = where(filter, values);
        if (before != null) {
            sql.append(" and (inspection_id, region) < (?, ?)");
            values.add(before.inspection());
            values.add(before.region());
        }
        sql.append(" order by inspection_id desc, region desc limit ").append(limit);
        return query(sql.toString(), values.toArray());
    }

    /** The newest of those that nobody has named, and that are not called good. */
    List<Defect> unnamed(DefectFilter filter, int limit) {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = where(filter, values);
        sql.append(" and defect_type is null and quality is distinct from 'GOOD'")
                .append(" order by inspection_id desc, region desc limit ")
                .append(limit);
        return query(sql.toString(), values.toArray());
    }

    /** Of those that are seen here. */
    private StringBuilder where(DefectFilter filter, List<Object> values) {
        Seen seen = shared.seen();
        StringBuilder sql = new StringBuilder(SELECT + " where (factory = ? or version_id = any(?))");
        values.add(seen.factory());
        values.add(seen.versions().toArray(UUID[]::new));
        and(sql, values, "factory = ?", filter.factory());
        and(sql, values, "product = ?", filter.product());
        and(sql, values, "line = ?", filter.line());
        and(sql, values, "inspection_id >= ?", filter.from() == null ? null : TimeOrderedId.firstAt(filter.from()));
        and(sql, values, "inspection_id < ?", filter.to() == null ? null : TimeOrderedId.firstAt(filter.to()));
        and(sql, values, "defect_type = ?", filter.type());
        and(
                sql,
                values,
                "severity = ?",
                filter.severity() == null ? null : filter.severity().name());
        if (filter.verdict() == DefectFilter.Verdict.NONE) {
            sql.append(" and quality is null");
        } else {
            and(
                    sql,
                    values,
                    "quality = ?",
                    filter.verdict() == null ? null : filter.verdict().name());
        }
        return sql;
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    /**
     * Part of the transaction that keeps a verdict. Regions that the person did not speak of take what was said of the part, unless others
     * were spoken of: then nobody has said anything of them. The vector index hears of it later.
     */
    void judge(@Observes Verdict verdict) {
        ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(JUDGE)) {
                boolean ofWhole = verdict.regions().isEmpty() || verdict.whole().quality() == Quality.GOOD;
                add(statement, verdict, ofWhole ? verdict.whole() : null, null);
                for (RegionFinding region : verdict.regions()) {
                    add(statement, verdict, region.finding(), region.region());
                }
                statement.executeBatch();
                return null;
            }
        });
    }

    private static void add(PreparedStatement statement, Verdict verdict, Finding finding, Integer region)
            throws SQLException {
        statement.setString(1, finding == null ? null : finding.quality().name());
        statement.setString(2, finding == null ? null : finding.defectType());
        statement.setString(
                3,
                finding == null || finding.severity() == null
                        ? null
                        : finding.severity().name());
        statement.setString(4, finding == null ? null : finding.note());
        statement.setString(5, finding == null ? null : finding.repair());
        statement.setString(6, finding == null ? null : verdict.by());
        statement.setTimestamp(7, finding == null ? null : DefectRows.timestamp(verdict.at()));
        statement.setObject(8, verdict.inspection());
        statement.setObject(9, region, Types.INTEGER);
        statement.addBatch();
    }

    private List<Defect> query(String sql, Object... values) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    if (values[i] instanceof Long[] ids) {
                        statement.setArray(i + 1, connection.createArrayOf("bigint", ids));
                    } else {
                        statement.setObject(i + 1, values[i]);
                    }
                }
                List<Defect> defects = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        defects.add(DefectRows.read(rows));
                    }
                }
                return defects;
            }
        });
    }

    /** Inside its caller's transaction, where there is one. */
    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the table of defects: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
