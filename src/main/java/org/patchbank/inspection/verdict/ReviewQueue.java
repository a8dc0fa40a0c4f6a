package org.patchbank.inspection.verdict;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.patchbank.platform.PatchbankException;

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
            set claimed_by = :by, claimed_until = clock_timestamp() + make_interval(secs => :seconds)
            where inspection_id = (
                select inspection_id from review_item
                where %s %s %s
                order by %s
                limit 1 for update skip locked)
            returning\s""" + COLUMNS;

    private static final String PRESENT = """
            select inspection_id, distance,
                case when claimed_until >= clock_timestamp() then claimed_by end as claimed_by,
                case when claimed_until >= clock_timestamp() then claimed_until end as claimed_until
            from review_item where inspection_id = :id""";

    private static final String FREE = "(claimed_until is null or claimed_until < clock_timestamp())";
    private static final String OWN = "claimed_by = :by and claimed_until >= clock_timestamp()";

    private final EntityManager database;

    ReviewQueue(EntityManager database) {
        this.database = database;
    }

    /** Which part of the queue; null for all of a kind. */
    public record Filter(String factory, String product, String line) {
        private String conditions() {
            return (factory == null ? "" : " and factory = :factory")
                    + (product == null ? "" : " and product = :product")
                    + (line == null ? "" : " and line = :line");
        }

        private Query set(Query query) {
            if (factory != null) {
                query.setParameter("factory", factory);
            }
            if (product != null) {
                query.setParameter("product", product);
            }
            if (line != null) {
                query.setParameter("line", line);
            }
            return query;
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
        String from = " from review_item where true" + filter.conditions();
        List<ReviewItem> items = items(filter.set(
                database.createNativeQuery("select " + COLUMNS + from + " order by " + order.columns(), Tuple.class)
                        .setMaxResults(limit)));
        Number waiting = (Number)
                filter.set(database.createNativeQuery("select count(*)" + from)).getSingleResult();
        return new Listing(items, waiting.longValue());
    }

    /** An inspection's place in the queue, a claim that has ended told as none; empty where it does not wait. */
    @Transactional
    public Optional<ReviewItem> find(UUID inspection) {
        return items(database.createNativeQuery(PRESENT, Tuple.class).setParameter("id", inspection)).stream()
                .findFirst();
    }

    /** How many wait, claimed or not; counts no further than to {@code most}, so that it costs the same however long the queue is. */
    @Transactional
    public long waiting(Filter filter, int most) {
        Number waiting = (Number)
                filter.set(database.createNativeQuery("select count(*) from (select 1 from review_item where true"
                                + filter.conditions() + " limit " + most + ") first"))
                        .getSingleResult();
        return waiting.longValue();
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
        return claim(OWN, by, filter, order, time, skip).or(() -> claim(FREE, by, filter, order, time, skip));
    }

    private Optional<ReviewItem> claim(
            String condition, String by, Filter filter, ReviewOrder order, Duration time, Set<UUID> skip) {
        String others = skip.isEmpty() ? "" : "and inspection_id not in (:skip)";
        String statement = CLAIM.formatted(condition, filter.conditions(), others, order.columns());
        Query query = database.createNativeQuery(statement, Tuple.class)
                .setParameter("by", by)
                .setParameter("seconds", (double) time.toSeconds());
        if (!skip.isEmpty()) {
            query.setParameter("skip", skip);
        }
        return items(filter.set(query)).stream().findFirst();
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
        database.createNativeQuery(
                        "update review_item set claimed_by = null, claimed_until = null where inspection_id = :id")
                .setParameter("id", inspection)
                .executeUpdate();
    }

    /**
     * Takes an inspection out of the queue because somebody judges it, in the transaction of the verdict.
     *
     * @throws PatchbankException {@code CLAIMED_BY_ANOTHER}
     */
    void judged(UUID inspection, String by) {
        lock(inspection).ifPresent(item -> {
            requireNoOther(item, by);
            database.createNativeQuery("delete from review_item where inspection_id = :id")
                    .setParameter("id", inspection)
                    .executeUpdate();
        });
    }

    /** Claims that have ended are told as none. */
    private Optional<ReviewItem> lock(UUID inspection) {
        return items(database.createNativeQuery(PRESENT + " for update", Tuple.class)
                        .setParameter("id", inspection))
                .stream()
                .findFirst();
    }

    private static void requireNoOther(ReviewItem item, String by) {
        if (item.claimedBy() != null && !item.claimedBy().equals(by)) {
            throw new PatchbankException(
                    VerdictErrorCode.CLAIMED_BY_ANOTHER,
                    "%s is looking at this inspection until %s.".formatted(item.claimedBy(), item.claimedUntil()),
                    "Take another one, ask for its release, or wait until the claim has ended.");
        }
    }

    private static List<ReviewItem> items(Query query) {
        return ((List<?>) query.getResultList())
                .stream()
                        .map(row -> (Tuple) row)
                        .map(row -> new ReviewItem(
                                row.get("inspection_id", UUID.class),
                                row.get("distance", Double.class),
                                row.get("claimed_by", String.class),
                                row.get("claimed_until", Instant.class)))
                        .toList();
    }
}
