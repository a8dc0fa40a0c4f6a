package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.shadow.ShadowComparison.Times;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.Decision;

/** Counts what shadows said, in the database. */
@ApplicationScoped
class ComparisonStore {
    private static final int LATEST = 1000;

    /** Served by the primary key alone, which holds all of these. */
    private static final String CELLS = """
            select c.judged, c.decision, c.caught_up,
                width_bucket(c.judged_score / greatest(c.judged_limit, 1e-9), 0, %1$s, %2$d) as in_force,
                width_bucket(c.score / greatest(cast(? as double precision), 1e-9), 0, %1$s, %2$d) as beside,
                count(*)
            from shadow_score c
            where c.shadow_id = ? and c.inspection_id >= ? and c.inspection_id < ? and c.decision is not null
            group by 1, 2, 3, 4, 5""".formatted(Histograms.BINS * Histograms.WIDTH, Histograms.BINS);

    private static final String VERDICTS = """
            select c.judged, c.decision, v.quality, count(*)
            from current_verdict v join shadow_score c on c.shadow_id = ? and c.inspection_id = v.inspection_id
            where v.deployment_id = ? and v.inspection_id >= ? and v.inspection_id < ? and c.decision is not null
            group by 1, 2, 3""";

    private static final String REFUSED = """
            select refusal_code, count(*) from shadow_score
            where shadow_id = ? and inspection_id >= ? and inspection_id < ? and refusal_code is not null
            group by 1""";

    private static final String MISSED = """
            select count(*) from inspection i
            where i.deployment_id = ? and i.id >= ? and i.id < ?
                and not exists (select from shadow_score c where c.shadow_id = ? and c.inspection_id = i.id)""";

    private static final String TIMES = """
            select count(*), percentile_cont(0.5) within group (order by n.millis),
                avg(case when n.shared then 1.0 else 0.0 end),
                percentile_cont(0.5) within group (order by (
                    select sum(cast(t.value as double precision)) from jsonb_each_text(i.timings) t))
            from (select inspection_id, millis, shared from shadow_score
                  where shadow_id = ? and inspection_id >= ? and inspection_id < ? and refusal_code is null
                  order by inspection_id desc limit ?) n
            join inspection i on i.id = n.inspection_id""";

    private final Sql sql;

    ComparisonStore(Sql sql) {
        this.sql = sql;
    }

    /** Which inspections, by their ids. @param below exclusive */
    record Range(UUID from, UUID below) {}

    /** @param inForceBin share of the reject limit; @param besideBin likewise */
    record CellRow(
            Decision inForce, Decision beside, boolean caughtUp, int inForceBin, int besideBin, long inspections) {}

    record VerdictRow(Decision inForce, Decision beside, Quality quality, long inspections) {}

    List<CellRow> cells(Shadow shadow, Range range) {
        return sql.list(
                CELLS,
                row -> new CellRow(
                        Decision.valueOf(row.getString(1)),
                        Decision.valueOf(row.getString(2)),
                        row.getBoolean(3),
                        bin(row.getInt(4)),
                        bin(row.getInt(5)),
                        row.getLong(6)),
                shadow.rule().reject().value(),
                shadow.id(),
                range.from(),
                range.below());
    }

    /** Below 0 there is hardly anything; it counts as 0. */
    private static int bin(int bucket) {
        return Math.max(bucket - 1, 0);
    }

    List<VerdictRow> verdicts(Shadow shadow, Range range) {
        return sql.list(
                VERDICTS,
                row -> new VerdictRow(
                        Decision.valueOf(row.getString(1)),
                        Decision.valueOf(row.getString(2)),
                        Quality.valueOf(row.getString(3)),
                        row.getLong(4)),
                shadow.id(),
                shadow.deployment(),
                range.from(),
                range.below());
    }

    Map<String, Long> refused(Shadow shadow, Range range) {
        Map<String, Long> refused = new TreeMap<>();
        sql.list(
                REFUSED,
                row -> refused.put(row.getString(1), row.getLong(2)),
                shadow.id(),
                range.from(),
                range.below());
        return refused;
    }

    /** What lies below the place that the shadow is complete to need not be looked at. */
    long missed(Shadow shadow, Range range) {
        UUID from = range.from().compareTo(shadow.completeBelow()) > 0 ? range.from() : shadow.completeBelow();
        return sql.list(MISSED, row -> row.getLong(1), shadow.deployment(), from, range.below(), shadow.id())
                .get(0);
    }

    Optional<Times> times(Shadow shadow, Range range) {
        return sql
                .list(
                        TIMES,
                        row -> new Times(row.getLong(1), row.getDouble(4), row.getDouble(2), row.getDouble(3)),
                        shadow.id(),
                        range.from(),
                        range.below(),
                        LATEST)
                .stream()
                .filter(times -> times.inspections() > 0)
                .findFirst();
    }
}
