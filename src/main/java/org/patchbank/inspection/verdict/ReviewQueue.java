package org.patchbank.inspection.verdict;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;

/**
 * The rejected and reviewed inspections that nobody has judged. One person looks at each at a time: a claim holds others off
 * until the verdict, its release, or its end. Time is the database's, since claims of several nodes meet there.
 */
@ApplicationScoped
public class ReviewQueue {
    private static final String COLUMNS = "inspection_id, distance, claimed_by, claimed_until";

    /** Takes the first that nobody holds; those that others are just taking are passed over, never waited for. */
    private static final String CLAIM = """
            update review_item
            set claimed_by = ?, claimed_until = clock_timestamp() + make_interval(secs => ?)
            where inspection_id = (
                select inspection_id from review_item
                where %s %s and inspection_id <> all (?)
                order by %s
                limit 1 for update skip locked)
            returning\s""" + COLUMNS;

    private static final String PRESENT = """
            select inspection_id, distance,
                case when claimed_until >= clock_timestamp() then claimed_by end as claimed_by,
                case when claimed_until >= clock_timestamp() then claimed_until end as claimed_until
            from review_item where inspection_id = ?""";

    private static final String FREE = "(claimed_until is null or claimed_until < clock_timestamp())";
    private static final String OWN = "claimed_by = ? and claimed_until >= clock_timestamp()";

    private final Sql sql;

    ReviewQueue(Sql sql) {
        this.sql = sql;
    }

    /** Which part of the queue; null for all of a kind. */
    public record Filter(String factory, String product, String line) {
        private String conditions() {
            return (factory == null ? "" : " and factory = ?")
                    + (product == null ? "" : " and product = ?")
                    + (line == null ? "" : " and line = ?");
        }

        /** Of the conditions, in their order. */
        private List<Object> values() {
            return Stream.<Object>of(factory, product, line)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** Some of the queue. @param waiting how many there are in all, claimed or not */
    public record Listing(List<ReviewItem> items, long waiting) {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** The first items, claimed or not. */
    @Transactional
    public Listing list(Filter filter, ReviewOrder order, int limit) {
        String query = "select %s from review_item where true%s order by %s limit %d"
                .formatted(COLUMNS, filter.conditions(), order.columns(), limit);
        Object[] values = filter.values().toArray();
        return new Listing(
                sql.list(query, ReviewQueue::item, values),
                count("select count(*) from review_item where true" + filter.conditions(), values));
    }

    private long count(String query, Object... values) {
        return sql.first(query, row -> row.getLong(1), values).orElseThrow();
    }

    /** An inspection's place in the queue, without a claim that has ended; empty where it does not wait. */
    public Optional<ReviewItem> find(UUID inspection) {
        return sql.first(PRESENT, ReviewQueue::item, inspection);
    }

    /** How many wait, claimed or not; counts no further than to {@code most}, so that it costs the same however long the queue is. */
    public long waiting(Filter filter, int most) {
        return count(
                "select count(*) from (select 1 from review_item where true" + filter.conditions() + " limit " + most
                        + ") first",
                filter.values().toArray());
    }

    /**
     * The next inspection to look at, held for one person. Who holds one already gets it again, for as long anew: nobody holds
     * two by asking twice.
     *
     * @param skip what this person does not want to look at now; who holds such a one keeps it until it is released
     * @return empty if nothing waits that others do not hold
     */
    @Transactional
    public Optional<ReviewItem> claim(String by, Filter filter, ReviewOrder order, Duration time, Set<UUID> skip) {
        return claim(OWN, List.of(by), by, filter, order, time, skip)
                .or(() -> claim(FREE, List.of(), by, filter, order, time, skip));
    }

    /** @param of the values of the condition */
    private Optional<ReviewItem> claim(
            String condition,
            List<Object> of,
            String by,
            Filter filter,
            ReviewOrder order,
            Duration time,
            Set<UUID> skip) {
        List<Object> values = new ArrayList<>(List.of(by, (double) time.toSeconds()));
        values.addAll(of);
        values.addAll(filter.values());
        values.add(skip.toArray(UUID[]::new));
        return sql.first(
                CLAIM.formatted(condition, filter.conditions(), order.columns()), ReviewQueue::item, values.toArray());
    }

    /**
     * Gives an inspection back to everybody. To release what nobody holds does nothing.
     *
     * @throws PatchbankException {@code NOT_IN_REVIEW} if it does not wait, {@code CLAIMED_BY_ANOTHER}
     */
    @Transactional
    public void release(UUID inspection, String by) {
        ReviewItem item = lock(inspection)
                .orElseThrow(() -> new PatchbankException(
                        VerdictErrorCode.NOT_IN_REVIEW,
                        "Inspection %s does not wait for a verdict.".formatted(inspection),
                        "GET /api/v1/review-queue lists those that do."));
        requireNoOther(item, by);
        sql.change(
                "update review_item set claimed_by = null, claimed_until = null where inspection_id = ?", inspection);
    }

    /**
     * Takes an inspection out of the queue because somebody judges it, in the transaction of the verdict.
     *
     * @throws PatchbankException {@code CLAIMED_BY_ANOTHER}
     */
    void judged(UUID inspection, String by) {
        lock(inspection).ifPresent(item -> {
            requireNoOther(item, by);
            sql.change("delete from review_item where inspection_id = ?", inspection);
        });
    }

    /** Claims that have ended are told as none. */
    private Optional<ReviewItem> lock(UUID inspection) {
        return sql.first(PRESENT + " for update", ReviewQueue::item, inspection);
    }

    private static void requireNoOther(ReviewItem item, String by) {
        if (item.claimedBy() != null && !item.claimedBy().equals(by)) {
            throw new PatchbankException(
                    VerdictErrorCode.CLAIMED_BY_ANOTHER,
                    "%s is looking at this inspection until %s.".formatted(item.claimedBy(), item.claimedUntil()),
                    "Take another one, ask for its release, or wait until the claim has ended.");
        }
    }

    private static ReviewItem item(ResultSet row) throws SQLException {
        return new ReviewItem(
                Sql.uuid(row, "inspection_id"),
                row.getDouble("distance"),
                row.getString("claimed_by"),
                Sql.instant(row, "claimed_until"));
    }
}
