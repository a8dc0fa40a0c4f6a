package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.platform.NodeId;
import org.patchbank.scoring.Decision;

/** Writes what shadows say of inspections, and finds the inspections that they have said nothing of. */
@ApplicationScoped
class ShadowScores {
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

    private final DataSource database;
    private final NodeId node;
    private final Clock clock;

    ShadowScores(DataSource database, NodeId node, Clock clock) {
        this.database = database;
        this.node = node;
        this.clock = clock;
    }

    /** What was decided of an inspection. @param limit the reject limit that was in force */
    record Judged(UUID inspection, Decision decision, double score, double limit) {}

    /** @param caughtUp later, from the kept image */
    record Row(UUID shadow, Judged judged, Scored scored, boolean caughtUp) {}

    /**
     * Keeps scores.
     *
     * @throws SQLException if the database cannot take them now; none of them is kept then
     */
    void keep(List<Row> rows) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (Row row : rows) {
                    bind(insert, row);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void bind(PreparedStatement insert, Row row) throws SQLException {
        Judged judged = row.judged();
        Scored scored = row.scored();
        insert.setObject(1, judged.inspection());
        insert.setString(2, scored.refusal());
        insert.setString(3, judged.decision().name());
        insert.setDouble(4, judged.score());
        insert.setDouble(5, judged.limit());
        insert.setBoolean(6, row.caughtUp());
        insert.setBoolean(7, scored.shared());
        insert.setFloat(8, (float) scored.millis());
        insert.setString(9, node.value());
        insert.setObject(10, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (scored.refusal() == null) {
            insert.setDouble(11, scored.score());
        } else {
            insert.setNull(11, Types.DOUBLE);
        }
        insert.setObject(12, row.shadow());
    }

    /** Inspections without a score below an id, the oldest first, at most {@code limit}. */
    List<Judged> missed(Shadow shadow, UUID below, int limit) throws SQLException {
        List<Judged> missed = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(MISSED)) {
            statement.setObject(1, shadow.deployment());
            statement.setObject(2, shadow.completeBelow());
            statement.setObject(3, below);
            statement.setObject(4, shadow.id());
            statement.setInt(5, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missed.add(new Judged(
                            rows.getObject(1, UUID.class),
                            Decision.valueOf(rows.getString(2)),
                            rows.getDouble(3),
                            rows.getDouble(4)));
                }
            }
        }
        return missed;
    }
}
