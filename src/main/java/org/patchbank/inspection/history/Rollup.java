package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.patchbank.platform.database.Sql;

/**
 * Counts inspections by hour and by day for the statistics. An hour is counted anew whenever something happened in it, so doing
 * it twice, or dying in between, changes nothing.
 */
@ApplicationScoped
class Rollup {
    /** A row becomes visible some time after the time written in it: what happened this long before is looked at again. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final String COUNT = """
            insert into inspection_rollup (step, start, factory, product, line, decision, quality,
                defect_type, inspections)
            select 'HOUR', date_trunc('hour', i.received_at, 'UTC'), i.factory, i.product, i.line, i.decision,
                coalesce(v.quality, ''), coalesce(v.defect_type, ''), count(*)
            from inspection i left join current_verdict v on v.inspection_id = i.id
            where i.id >= inspection_id_at(?) and i.id < inspection_id_at(?)
            group by 2, 3, 4, 5, 6, 7, 8""";

    private static final String SUM_UP = """
            insert into inspection_rollup (step, start, factory, product, line, decision, quality,
                defect_type, inspections)
            select 'DAY', date_trunc('day', start, 'UTC'), factory, product, line, decision, quality, defect_type,
                sum(inspections)
            from inspection_rollup
            where step = 'HOUR' and start >= ? and start < ?
            group by 2, 3, 4, 5, 6, 7, 8""";

    private static final String FORGET = "delete from inspection_rollup where step = ? and start >= ? and start < ?";

    private final Sql sql;

    Rollup(Sql sql) {
        this.sql = sql;
    }

    /** Brings the counts up to date, unless another node is at it. */
    @Transactional
    void refresh() {
        boolean mine = sql.first(
                        "select pg_try_advisory_xact_lock(hashtext('inspection_rollup'))", row -> row.getBoolean(1))
                .orElseThrow();
        if (!mine) {
            return;
        }
        Instant now = instant("select clock_timestamp()");
        Instant done = instant("select done_until from inspection_rollup_state");
        Instant from = done == null
                ? instant("select coalesce(min(received_at), clock_timestamp()) from inspection")
                : done.minus(LATE);
        for (Instant hour : judgedAgain(done, from)) {
            count(hour, hour.plus(1, ChronoUnit.HOURS));
        }
        // The end lies ahead of any clock, so that what another node's clock puts into the next hour is counted too.
        count(from.truncatedTo(ChronoUnit.HOURS), now.plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS));
        sql.change("""
                insert into inspection_rollup_state (only_row, done_until) values (true, ?)
                on conflict (only_row) do update set done_until = excluded.done_until""", now);
    }

    /** Hours before those that are counted anyway of which somebody has judged an inspection since. */
    private List<Instant> judgedAgain(Instant done, Instant from) {
        return done == null
                ? List.of()
                : sql.list("""
                        select distinct date_trunc('hour', i.received_at, 'UTC') as hour
                        from current_verdict v join inspection i on i.id = v.inspection_id
                        where v.given_at >= ? and v.inspection_id < inspection_id_at(?)
                        order by 1""", row -> Sql.instant(row, "hour"), done.minus(LATE), from.truncatedTo(ChronoUnit.HOURS));
    }

    private void count(Instant first, Instant end) {
        sql.change(FORGET, "HOUR", first, end);
        sql.change(COUNT, first, end);
        Instant firstDay = first.truncatedTo(ChronoUnit.DAYS);
        Instant endDay = end.minusNanos(1).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        sql.change(FORGET, "DAY", firstDay, endDay);
        sql.change(SUM_UP, firstDay, endDay);
    }

    /** @return null for none */
    private Instant instant(String query) {
        return sql.first(query, row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .orElse(null);
    }
}
