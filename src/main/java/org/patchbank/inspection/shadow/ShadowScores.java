package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.Decision;

/** Writes what shadows say of inspections, and finds the inspections that they have said nothing of. */
@ApplicationScoped
class ShadowScores {
    private static final int AT_ONCE = 1000;

    /** The decision is by the limits at the moment of writing; a shadow that has ended takes nothing more, and a second score is the first. */
    private static final String INSERT = """
            insert into shadow_score (shadow_id, inspection_id, decision, score, refusal_code, judged, judged_score,
                judged_limit, caught_up, shared, millis, node, scored_at)
            select s.id, ?, case when v.score is null then null when v.score > s.reject_value then 'REJECT'
                when v.score > s.review_value then 'REVIEW' else 'ACCEPT' end, v.score, ?, ?, ?, ?, ?, ?, ?, ?, ?
            from shadow s cross join (select cast(? as double precision) as score) v
            where s.id = ? and s.ended_at is null for share of s
            on conflict do nothing""";

    private static final String MISSED = """
            select i.id, i.decision, i.score, i.reject_threshold from inspection i
            where i.deployment_id = ? and i.id >= ? and i.id < ?
                and not exists (select from shadow_score c where c.shadow_id = ? and c.inspection_id = i.id)
            order by i.id limit ?""";

    private final Sql sql;
    private final NodeId node;
    private final Clock clock;

    ShadowScores(Sql sql, NodeId node, Clock clock) {
        this.sql = sql;
        this.node = node;
        this.clock = clock;
    }

    /** What was decided of an inspection. @param limit the reject limit that was in force */
    record Judged(UUID inspection, Decision decision, double score, double limit) {}

    /** @param caughtUp later, from the kept image */
    record Row(UUID shadow, Judged judged, Scored scored, boolean caughtUp) {}

    /**
     * Keeps scores, all of them or none.
     *
     * @throws Sql.Failure if the database cannot take them now
     */
    void keep(List<Row> rows) {
        sql.changeAll(INSERT, rows.stream().map(this::values).iterator(), AT_ONCE);
    }

    private Object[] values(Row row) {
        Judged judged = row.judged();
        Scored scored = row.scored();
        return new Object[] {
            judged.inspection(),
            scored.refusal(),
            judged.decision(),
            judged.score(),
            judged.limit(),
            row.caughtUp(),
            scored.shared(),
            (float) scored.millis(),
            node.value(),
            clock.instant(),
            scored.refusal() == null ? scored.score() : null,
            row.shadow()
        };
    }

    /** Inspections without a score below an id, the oldest first, at most {@code limit}. */
    List<Judged> missed(Shadow shadow, UUID below, int limit) {
        return sql.list(
                MISSED,
                row -> new Judged(
                        Sql.uuid(row, "id"),
                        Decision.valueOf(row.getString("decision")),
                        row.getDouble("score"),
                        row.getDouble("reject_threshold")),
                shadow.deployment(),
                shadow.completeBelow(),
                below,
                shadow.id(),
                limit);
    }
}
