package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.inspection.history.Statistics.Decided;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.database.Sql;
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

    private final Sql sql;
    private final NodeFactory own;

    LineActivity(Sql sql, NodeFactory own) {
        this.sql = sql;
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
        Object ids = deployments.toArray(UUID[]::new);
        sql.list(LAST, LineActivity::last, ids).forEach(last -> found.put(last.getKey(), last.getValue()));
        sql.list(UNCOUNTED, row -> Map.entry(Sql.uuid(row, "id"), Decision.valueOf(row.getString("decision"))), ids)
                .forEach(one -> found.computeIfPresent(one.getKey(), (id, so) -> more(so, one.getValue())));
        return found;
    }

    private static Map.Entry<UUID, Activity> last(ResultSet row) throws SQLException {
        UUID id = row.getObject(2, UUID.class);
        Last last = new Last(id, Decision.valueOf(row.getString(3)), row.getDouble(4), receivedAt(id));
        return Map.entry(row.getObject(1, UUID.class), new Activity(Optional.of(last), Activity.NONE.uncounted()));
    }

    public ReviewLength reviewQueue() {
        long waiting = sql.first(WAITING, row -> row.getLong(1), own.name()).orElseThrow();
        return new ReviewLength(Math.min(waiting, ReviewLength.MOST), waiting > ReviewLength.MOST);
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
