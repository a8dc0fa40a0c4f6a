package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.inspection.history.Statistics.Decided;
import org.patchbank.platform.NodeFactory;
import org.patchbank.scoring.Decision;

/**
 * What deployments are doing at this moment: their last inspection, and what came since {@link Rollup} has counted, by whichever
 * node. It reads the newest entries of an index, never rows, and never more than {@value #MOST} of a deployment.
 */
@ApplicationScoped
public class LineActivity {
    /** More than one line makes between two counts; what is beyond waits for the next. */
    private static final int MOST = 2000;

    private static final String UNCOUNTED = """
            select d.id, i.decision
            from unnest(?) as d(id) cross join lateral (
                select decision from inspection
                where deployment_id = d.id and id >= coalesce(
                    (select inspection_id_at(done_until) from inspection_rollup_state),
                    cast('00000000-0000-0000-0000-000000000000' as uuid))
                order by id desc limit\s""" + MOST + ") i";

    private static final String LAST = """
            select d.id, i.id, i.decision, i.score
            from unnest(?) as d(id) cross join lateral (
                select id, decision, score from inspection where deployment_id = d.id order by id desc limit 1) i""";

    /** An index of its own answers it; what waits beyond is told as "more". */
    private static final String WAITING = "select count(*) from (select from review_item where factory = ? limit "
            + (ReviewLength.MOST + 1) + ") waiting";

    private final DataSource database;
    private final NodeFactory own;

    LineActivity(DataSource database, NodeFactory own) {
        this.database = database;
        this.own = own;
    }

    /** The last inspection of a deployment. */
    public record Last(UUID inspection, Decision decision, double score, Instant receivedAt) {}

    /**
     * @param last empty until there is one
     * @param uncounted what came since the counts of {@link Statistics} were made
     */
    public record Activity(Optional<Last> last, Decided uncounted) {
        static final Activity NONE = new Activity(Optional.empty(), new Decided(0, 0, 0));
    }

    /** How many inspections wait for a person. @param more whether there are more than were counted */
    public record ReviewLength(long waiting, boolean more) {
        static final int MOST = 9_999;
    }

    /** Every deployment that was asked for has an entry. */
    public Map<UUID, Activity> of(List<UUID> deployments) {
        Map<UUID, Activity> found = new HashMap<>();
        deployments.forEach(id -> found.put(id, Activity.NONE));
        try (Connection connection = database.getConnection()) {
            read(connection, LAST, deployments, rows -> {
                UUID id = rows.getObject(2, UUID.class);
                Last last = new Last(id, Decision.valueOf(rows.getString(3)), rows.getDouble(4), receivedAt(id));
                found.put(rows.getObject(1, UUID.class), new Activity(Optional.of(last), Activity.NONE.uncounted()));
            });
            read(connection, UNCOUNTED, deployments, rows -> {
                Decision decision = Decision.valueOf(rows.getString(2));
                found.computeIfPresent(rows.getObject(1, UUID.class), (id, one) -> more(one, decision));
            });
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("what the lines are doing cannot be read", e);
        }
    }

    public ReviewLength reviewQueue() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setString(1, own.name());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                long waiting = rows.getLong(1);
                return new ReviewLength(Math.min(waiting, ReviewLength.MOST), waiting > ReviewLength.MOST);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the review queue cannot be read", e);
        }
    }

    private interface Row {
        void take(ResultSet rows) throws SQLException;
    }

    private static void read(Connection connection, String query, List<UUID> deployments, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("uuid", deployments.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.take(rows);
                }
            }
        }
    }

    private static Activity more(Activity one, Decision decision) {
        Decided so = one.uncounted();
        return new Activity(
                one.last(),
                new Decided(
                        so.accepted() + (decision == Decision.ACCEPT ? 1 : 0),
                        so.reviewed() + (decision == Decision.REVIEW ? 1 : 0),
                        so.rejected() + (decision == Decision.REJECT ? 1 : 0)));
    }

    /** The id holds it: a row need not be read for it. */
    private static Instant receivedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
