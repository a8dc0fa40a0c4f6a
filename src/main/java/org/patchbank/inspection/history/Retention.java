package org.patchbank.inspection.history;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.database.Sql;
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
            where i.factory = ? and i.product = ? and i.id > ? and i.id < inspection_id_at(?)
            order by i.id limit ?""";

    private static final String CALLED_GOOD = """
            select i.id, i.image_sha256
            from current_verdict v join inspection i on i.id = v.inspection_id
            where v.factory = ? and v.product = ? and v.quality = 'GOOD' and v.given_at >= ? and v.inspection_id <= ?
                and not exists (select from removed_image r where r.sha256 = i.image_sha256)""";

    private static final String NEEDED = """
            select exists (select from reference_image where sha256 = ?)
                or exists (select from deployment_calibration where sha256 = ?)
                or exists (
                    select from inspection o left join current_verdict w on w.inspection_id = o.id
                    where o.image_sha256 = ? and (o.id >= inspection_id_at(?) or o.product <> ? or o.factory <> ?
                        or not coalesce((o.decision = 'ACCEPT' and w.quality is null) or w.quality = 'GOOD', false)))""";

    private final Sql sql;
    private final ImageStore images;
    private final NodeFactory own;
    private final Clock clock;

    Retention(Sql sql, ImageStore images, NodeFactory own, Clock clock) {
        this.own = own;
        this.sql = sql;
        this.images = images;
        this.clock = clock;
    }

    /** @param goodImagesDays after how many days images of good parts go; empty for never */
    public record Plan(String product, Optional<Integer> goodImagesDays) {}

    private record State(int days, UUID done, Instant doneAt) {}

    private record Seen(UUID inspection, String sha256, boolean good) {}

    public Plan plan(String product) {
        return new Plan(
                product,
                sql.first(
                        "select good_images_days from product_retention where factory = ? and product = ?",
                        row -> row.getInt(1),
                        own.name(),
                        product));
    }

    /** Holds from the next run of the job on. */
    @Transactional
    public Plan change(Plan plan) {
        sql.change("delete from product_retention where factory = ? and product = ?", own.name(), plan.product());
        plan.goodImagesDays().ifPresent(days -> sql.change("""
                        insert into product_retention (factory, product, good_images_days, done, done_at)
                        values (?, ?, ?, cast('00000000-0000-0000-0000-000000000000' as uuid), ?)""", own.name(), plan.product(), days, clock.instant()));
        return plan;
    }

    void removeImages() {
        for (String product : sql.list(
                "select product from product_retention where factory = ?", row -> row.getString(1), own.name())) {
            boolean more = true;
            while (more) {
                more = QuarkusTransaction.requiringNew().call(() -> removeSome(product));
            }
        }
    }

    /** @return whether there may be more of them */
    private boolean removeSome(String product) {
        Optional<State> locked = sql.first(
                """
                select good_images_days, done, done_at from product_retention
                where factory = ? and product = ? for update skip locked""",
                row -> new State(row.getInt("good_images_days"), Sql.uuid(row, "done"), Sql.instant(row, "done_at")),
                own.name(),
                product);
        if (locked.isEmpty()) {
            return false; // changed meanwhile, or another node is at it
        }
        State state = locked.get();
        Instant now = clock.instant();
        Instant bound = now.minus(Duration.ofDays(state.days()));
        List<Seen> found = sql.list(
                NEXT,
                row -> new Seen(Sql.uuid(row, "id"), row.getString("image_sha256"), row.getBoolean("good")),
                own.name(),
                product,
                state.done(),
                bound,
                AT_ONCE);
        found.stream().filter(Seen::good).forEach(seen -> remove(seen.sha256(), product, bound, now));
        UUID done = found.isEmpty() ? state.done() : found.get(found.size() - 1).inspection();
        boolean more = found.size() == AT_ONCE;
        if (!more) {
            removeCalledGood(product, done, state.doneAt(), bound, now);
        }
        sql.change(
                "update product_retention set done = ?, done_at = case when ? then done_at else ? end"
                        + " where factory = ? and product = ?",
                done,
                more,
                now,
                own.name(),
                product);
        return more;
    }

    private void removeCalledGood(String product, UUID done, Instant since, Instant bound, Instant now) {
        sql.list(
                        CALLED_GOOD,
                        row -> row.getString("image_sha256"),
                        own.name(),
                        product,
                        since.minus(Duration.ofMinutes(5)),
                        done)
                .forEach(sha256 -> remove(sha256, product, bound, now));
    }

    /** The file goes first: what is written down as removed is gone, whenever the machine stops. */
    private void remove(String sha256, String product, Instant bound, Instant now) {
        boolean needed = sql.first(NEEDED, row -> row.getBoolean(1), sha256, sha256, sha256, bound, product, own.name())
                .orElseThrow();
        if (!needed) {
            images.delete(BlobKind.IMAGE, sha256);
            sql.change("""
                    insert into removed_image (sha256, removed_at) values (?, ?)
                    on conflict (sha256) do update set removed_at = excluded.removed_at""", sha256, now);
        }
    }
}
