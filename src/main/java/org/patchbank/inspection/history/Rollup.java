package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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
            where i.id >= inspection_id_at(:first) and i.id < inspection_id_at(:end)
            group by 2, 3, 4, 5, 6, 7, 8""";

    private static final String SUM_UP = """
            insert into inspection_rollup (step, start, factory, product, line, decision, quality,
                defect_type, inspections)
            select 'DAY', date_trunc('day', start, 'UTC'), factory, product, line, decision, quality, defect_type,
                sum(inspections)
            from inspection_rollup
            where step = 'HOUR' and start >= :first and start < :end
            group by 2, 3, 4, 5, 6, 7, 8""";

    private static final String FORGET =
            "delete from inspection_rollup where step = :step and start >= :first and start < :end";

    private final EntityManager database;

    Rollup(EntityManager database) {
        this.database = database;
    }

    /** Brings the counts up to date, unless another node is at it. */
    @Transactional
    void refresh() {
        Boolean mine =
                (Boolean) database.createNativeQuery("select pg_try_advisory_xact_lock(hashtext('inspection_rollup'))")
                        .getSingleResult();
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
        database.createNativeQuery("""
                        insert into inspection_rollup_state (only_row, done_until) values (true, :now)
                        on conflict (only_row) do update set done_until = excluded.done_until""").setParameter("now", now).executeUpdate();
    }

    /** Hours before those that are counted anyway of which somebody has judged an inspection since. */
    private List<Instant> judgedAgain(Instant done, Instant from) {
        return done == null
                ? List.of()
                : database.createNativeQuery("""
                                select distinct date_trunc('hour', i.received_at, 'UTC')
                                from current_verdict v join inspection i on i.id = v.inspection_id
                                where v.given_at >= :since and v.inspection_id < inspection_id_at(:hour)
                                order by 1""", Instant.class)
                        .setParameter("since", done.minus(LATE))
                        .setParameter("hour", from.truncatedTo(ChronoUnit.HOURS))
                        .getResultStream()
                        .map(Instant.class::cast)
                        .toList();
    }

    private void count(Instant first, Instant end) {
        change(FORGET, "HOUR", first, end);
        change(COUNT, null, first, end);
        Instant firstDay = first.truncatedTo(ChronoUnit.DAYS);
        Instant endDay = end.minusNanos(1).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        change(FORGET, "DAY", firstDay, endDay);
        change(SUM_UP, null, firstDay, endDay);
    }

    private void change(String statement, String step, Instant first, Instant end) {
        var query = database.createNativeQuery(statement)
                .setParameter("first", first)
                .setParameter("end", end);
        if (step != null) {
            query.setParameter("step", step);
        }
        query.executeUpdate();
    }

    /** @return null for none */
    private Instant instant(String query) {
        return (Instant) database.createNativeQuery(query, Instant.class)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }
}
