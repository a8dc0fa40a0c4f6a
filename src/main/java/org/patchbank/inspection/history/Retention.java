package org.patchbank.inspection.history;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;

/**
 * Removes the image files of good parts after the days that their product's setting says; everything written about them stays.
 * Good is what was accepted and never called defective, and what a person called good. An image that anything else shows too is
 * kept.
 */
@ApplicationScoped
public class Retention {
    private static final int AT_ONCE = 500;

    /**
     * Good parts below a bound, above where the last run ended; and those that were called good since then.
     */
    private static final String NEXT = """
            select i.id, i.image_sha256,
                (i.decision = 'ACCEPT' and v.quality is null) or v.quality = 'GOOD' as good
            from inspection i left join current_verdict v on v.inspection_id = i.id
            where i.factory = :factory and i.product = :product and i.id > :done and i.id < inspection_id_at(:bound)
            order by i.id limit :count""";

    private static final String CALLED_GOOD = """
            select i.id, i.image_sha256
            from current_verdict v join inspection i on i.id = v.inspection_id
            where v.factory = :factory and v.product = :product and v.quality = 'GOOD' and v.given_at >= :since and v.inspection_id <= :done
                and not exists (select from removed_image r where r.sha256 = i.image_sha256)""";

    private static final String NEEDED = """
            select exists (select from reference_image where sha256 = :sha256)
                or exists (select from deployment_calibration where sha256 = :sha256)
                or exists (
                    select from inspection o left join current_verdict w on w.inspection_id = o.id
                    where o.image_sha256 = :sha256 and (o.id >= inspection_id_at(:bound) or o.product <> :product
                        or o.factory <> :factory
                        or not coalesce((o.decision = 'ACCEPT' and w.quality is null) or w.quality = 'GOOD', false)))""";

    private final EntityManager database;
    private final ImageStore images;
    private final NodeFactory own;
    private final Clock clock;

    Retention(EntityManager database, ImageStore images, NodeFactory own, Clock clock) {
        this.own = own;
        this.database = database;
        this.images = images;
        this.clock = clock;
    }

    /** @param goodImagesDays after how many days images of good parts go; empty for never */
    public record Plan(String product, Optional<Integer> goodImagesDays) {}

    @Transactional
    public Plan plan(String product) {
        return new Plan(
                product,
                database.createNativeQuery(
                                "select good_images_days from product_retention"
                                        + " where factory = :factory and product = :product",
                                Integer.class)
                        .setParameter("factory", own.name())
                        .setParameter("product", product)
                        .getResultStream()
                        .findFirst()
                        .map(Integer.class::cast));
    }

    /** Holds from the next run of the job on. */
    @Transactional
    public Plan change(Plan plan) {
        database.createNativeQuery("delete from product_retention where factory = :factory and product = :product")
                .setParameter("factory", own.name())
                .setParameter("product", plan.product())
                .executeUpdate();
        plan.goodImagesDays()
                .ifPresent(days -> database.createNativeQuery("""
                        insert into product_retention (factory, product, good_images_days, done, done_at)
                        values (:factory, :product, :days, cast('00000000-0000-0000-0000-000000000000' as uuid), :now)""")
                        .setParameter("factory", own.name())
                        .setParameter("product", plan.product())
                        .setParameter("days", days)
                        .setParameter("now", clock.instant())
                        .executeUpdate());
        return plan;
    }

    void removeImages() {
        List<?> products = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select product from product_retention where factory = :factory", String.class)
                        .setParameter("factory", own.name())
                        .getResultList());
        for (Object product : products) {
            boolean more = true;
            while (more) {
                more = QuarkusTransaction.requiringNew().call(() -> removeSome((String) product));
            }
        }
    }

    /** @return whether there may be more of them */
    private boolean removeSome(String product) {
        List<?> states = database.createNativeQuery("""
                        select good_images_days, done, done_at from product_retention
                        where factory = :factory and product = :product for update skip locked""", Tuple.class)
                .setParameter("factory", own.name())
                .setParameter("product", product)
                .getResultList();
        if (states.isEmpty()) {
            return false; // changed meanwhile, or another node is at it
        }
        Tuple state = (Tuple) states.get(0);
        Instant now = clock.instant();
        Instant bound = now.minus(Duration.ofDays(state.get("good_images_days", Integer.class)));
        UUID done = state.get("done", UUID.class);
        List<?> found = database.createNativeQuery(NEXT, Tuple.class)
                .setParameter("factory", own.name())
                .setParameter("product", product)
                .setParameter("done", done)
                .setParameter("bound", bound)
                .setParameter("count", AT_ONCE)
                .getResultList();
        for (Object row : found) {
            Tuple inspection = (Tuple) row;
            done = inspection.get("id", UUID.class);
            if (Boolean.TRUE.equals(inspection.get("good", Boolean.class))) {
                remove(inspection.get("image_sha256", String.class), product, bound, now);
            }
        }
        boolean more = found.size() == AT_ONCE;
        if (!more) {
            removeCalledGood(product, done, state.get("done_at", Instant.class), bound, now);
        }
        database.createNativeQuery("update product_retention set done = :done, done_at = case when :more then done_at"
                        + " else :now end where factory = :factory and product = :product")
                .setParameter("done", done)
                .setParameter("more", more)
                .setParameter("now", now)
                .setParameter("factory", own.name())
                .setParameter("product", product)
                .executeUpdate();
        return more;
    }

    private void removeCalledGood(String product, UUID done, Instant since, Instant bound, Instant now) {
        List<?> found = database.createNativeQuery(CALLED_GOOD, Tuple.class)
                .setParameter("factory", own.name())
                .setParameter("product", product)
                .setParameter("since", since.minus(Duration.ofMinutes(5)))
                .setParameter("done", done)
                .getResultList();
        for (Object row : found) {
            remove(((Tuple) row).get("image_sha256", String.class), product, bound, now);
        }
    }

    /** The file goes first: what is written down as removed is gone, whenever the machine stops. */
    private void remove(String sha256, String product, Instant bound, Instant now) {
        Boolean needed = (Boolean) database.createNativeQuery(NEEDED)
                .setParameter("sha256", sha256)
                .setParameter("bound", bound)
                .setParameter("factory", own.name())
                .setParameter("product", product)
                .getSingleResult();
        if (!needed) {
            images.delete(BlobKind.IMAGE, sha256);
            database.createNativeQuery("""
                            insert into removed_image (sha256, removed_at) values (:sha256, :now)
                            on conflict (sha256) do update set removed_at = excluded.removed_at""")
                    .setParameter("sha256", sha256)
                    .setParameter("now", now)
                    .executeUpdate();
        }
    }
}
