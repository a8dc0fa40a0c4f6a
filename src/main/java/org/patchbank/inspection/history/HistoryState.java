package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.database.Sql;

/** How far the jobs that keep the history in order have come. */
@ApplicationScoped
public class HistoryState {
    private final Sql sql;
    private final NodeFactory own;

    HistoryState(Sql sql, NodeFactory own) {
        this.sql = sql;
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
    public Optional<Instant> statisticsUntil() {
        return sql.first("select done_until from inspection_rollup_state", row -> Sql.instant(row, "done_until"));
    }

    /** Of this factory's products, by name. */
    public List<Removal> removals() {
        return sql.list(
                """
                select product, good_images_days,
                    case when done <> cast('00000000-0000-0000-0000-000000000000' as uuid) then done_at end as done_at
                from product_retention where factory = ? order by product""",
                row -> new Removal(
                        row.getString("product"),
                        row.getInt("good_images_days"),
                        Optional.ofNullable(Sql.instant(row, "done_at"))),
                own.name());
    }
}
