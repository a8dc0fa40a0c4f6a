package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.defect.SharedDefects.Seen;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.RegionsKept;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.inspection.verdict.Verdict;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.platform.database.Sql;

/** Reads and writes the table of defects. */
@ApplicationScoped
class DefectStore {
    private static final int AT_ONCE = 1000;

    private static final String SELECT = "select " + DefectRows.COLUMNS + " from defect";

    private static final String JUDGE = """
            update defect set quality = ?, defect_type = ?, severity = ?, note = ?, repair = ?, judged_by = ?, judged_at = ?,
                revision = revision + 1
            where inspection_id = ? and region = coalesce(?, region)""";

    private final Sql sql;
    private final SharedDefects shared;

    DefectStore(Sql sql, SharedDefects shared) {
        this.sql = sql;
        this.shared = shared;
    }

    /** Where a page begins. */
    record Place(UUID inspection, int region) {}

    /** Part of the transaction that keeps the inspection: its defects are there when it is, whatever happens next. */
    void keep(@Observes RegionsKept kept) {
        sql.changeAll(DefectRows.INSERT, DefectRows.values(kept).iterator(), AT_ONCE);
    }

    Optional<Defect> defect(long id) {
        return sql.first(SELECT + " where id = ?", DefectRows::read, id);
    }

    Optional<Defect> defect(UUID inspection, int region) {
        return sql.first(SELECT + " where inspection_id = ? and region = ?", DefectRows::read, inspection, region);
    }

    /** In any order; those that are not there are missing. */
    List<Defect> defects(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(SELECT + " where id = any(?)", DefectRows::read, (Object) ids.toArray(Long[]::new));
    }

    /** The vector of a defect that is not in the vector index yet. */
    Optional<float[]> waitingVector(long id) {
        return sql
                .list("select vector from defect where id = ?", row -> Optional.ofNullable(row.getBytes("vector")), id)
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .map(DefectRows::vector);
    }

    /**
     * Newest first; of one inspection, the last region first.
     *
     * @param before where the page before ended, or null
     */
    List<Defect> list(DefectFilter filter, Place before, int limit) {
        List<Object> values = new ArrayList<>();
        StringBuilder query = where(filter, values);
        if (before != null) {
            query.append(" and (inspection_id, region) < (?, ?)");
            values.add(before.inspection());
            values.add(before.region());
        }
        query.append(" order by inspection_id desc, region desc limit ").append(limit);
        return sql.list(query.toString(), DefectRows::read, values.toArray());
    }

    /** The newest of those that nobody has named, and that are not called good. */
    List<Defect> unnamed(DefectFilter filter, int limit) {
        List<Object> values = new ArrayList<>();
        StringBuilder query = where(filter, values);
        query.append(" and defect_type is null and quality is distinct from 'GOOD'")
                .append(" order by inspection_id desc, region desc limit ")
                .append(limit);
        return sql.list(query.toString(), DefectRows::read, values.toArray());
    }

    /** Of those that are seen here. */
    private StringBuilder where(DefectFilter filter, List<Object> values) {
        Seen seen = shared.seen();
        StringBuilder query = new StringBuilder(SELECT + " where (factory = ? or version_id = any(?))");
        values.add(seen.factory());
        values.add(seen.versions().toArray(UUID[]::new));
        and(query, values, "factory = ?", filter.factory());
        and(query, values, "product = ?", filter.product());
        and(query, values, "line = ?", filter.line());
        and(query, values, "inspection_id >= ?", filter.from() == null ? null : TimeOrderedId.firstAt(filter.from()));
        and(query, values, "inspection_id < ?", filter.to() == null ? null : TimeOrderedId.firstAt(filter.to()));
        and(query, values, "defect_type = ?", filter.type());
        and(query, values, "severity = ?", filter.severity());
        if (filter.verdict() == DefectFilter.Verdict.NONE) {
            query.append(" and quality is null");
        } else {
            and(query, values, "quality = ?", filter.verdict());
        }
        return query;
    }

    private static void and(StringBuilder query, List<Object> values, String condition, Object value) {
        if (value != null) {
            query.append(" and ").append(condition);
            values.add(value);
        }
    }

    /**
     * Part of the transaction that keeps a verdict. Regions that the person did not speak of take what was said of the part, unless others
     * were spoken of: then nobody has said anything of them. The vector index hears of it later.
     */
    void judge(@Observes Verdict verdict) {
        boolean ofWhole = verdict.regions().isEmpty() || verdict.whole().quality() == Quality.GOOD;
        List<Object[]> changes = new ArrayList<>();
        changes.add(values(verdict, ofWhole ? verdict.whole() : null, null));
        verdict.regions().forEach(region -> changes.add(values(verdict, region.finding(), region.region())));
        sql.changeAll(JUDGE, changes.iterator(), AT_ONCE);
    }

    /** @param finding null for no verdict; @param region null for all regions */
    private static Object[] values(Verdict verdict, Finding finding, Integer region) {
        if (finding == null) {
            return new Object[] {null, null, null, null, null, null, null, verdict.inspection(), region};
        }
        return new Object[] {
            finding.quality(),
            finding.defectType(),
            finding.severity(),
            finding.note(),
            finding.repair(),
            verdict.by(),
            verdict.at(),
            verdict.inspection(),
            region
        };
    }
}
