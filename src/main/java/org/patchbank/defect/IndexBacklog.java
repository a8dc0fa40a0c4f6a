package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.patchbank.platform.database.Sql;

/** What has still to be brought into the vector index. */
@ApplicationScoped
public class IndexBacklog {
    private final Sql sql;

    IndexBacklog(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param defects how many wait, counted no further than asked for
     * @param since when the first of them was seen
     */
    public record Waiting(long defects, Optional<Instant> since) {}

    public Waiting waiting(int most) {
        return sql.first(
                        """
                        select count(*) as defects, min(received_at) as since
                        from (select received_at from defect where indexed < revision order by id limit ?) first""",
                        row -> new Waiting(row.getLong("defects"), Optional.ofNullable(Sql.instant(row, "since"))),
                        most)
                .orElseThrow();
    }
}
