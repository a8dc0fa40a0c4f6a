package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbank.platform.NodeFactory;

/** How far the jobs that keep the history in order have come. */
@ApplicationScoped
public class HistoryState {
    private final EntityManager database;
    private final NodeFactory own;

    HistoryState(EntityManager database, NodeFactory own) {
        this.database = database;
        this.own = own;
    }

    /**
     * The removal of a product's images.
     *
     * @param days after which images of good parts go
     * @param doneAt when the job last came to the end; empty before
     */
    public record Removal(String product, int days, Optional<Instant> doneAt) {}

    /** Up to when statistics are complete; empty before the first run. */
    @Transactional
    public Optional<Instant> statisticsUntil() {
        return database.createNativeQuery("select done_until from inspection_rollup_state", Instant.class)
                .getResultStream()
                .findFirst()
                .map(Instant.class::cast);
    }

    /** Of this factory's products, by name. */
    @Transactional
    public List<Removal> removals() {
        List<Tuple> rows = database.createNativeQuery("""
                        select product, good_images_days, case when done <> cast(:none as uuid) then done_at end as done_at
                        from product_retention where factory = :factory order by product""", Tuple.class)
                .setParameter("factory", own.name())
                .setParameter("none", "00000000-0000-0000-0000-000000000000")
                .getResultList();
        return rows.stream()
                .map(row -> new Removal(
                        row.get("product", String.class),
                        row.get("good_images_days", Integer.class),
                        Optional.ofNullable(row.get("done_at", Instant.class))))
                .toList();
    }
}
