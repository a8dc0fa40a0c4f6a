package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** What has still to be brought into the vector index. */
@ApplicationScoped
public class IndexBacklog {
    private final EntityManager database;

    IndexBacklog(EntityManager database) {
        this.database = database;
    }

    /**
     * @param defects how many wait, counted no further than asked for
     * @param since when the first of them was seen
     */
    public record Waiting(long defects, Optional<Instant> since) {}

    @Transactional
    public Waiting waiting(int most) {
        Tuple row = (Tuple) database.createNativeQuery("""
                        select count(*) as defects, min(received_at) as since
                        from (select received_at from defect where indexed < revision order by id limit :most) first""", Tuple.class)
                .setParameter("most", most)
                .getSingleResult();
        return new Waiting(
                row.get("defects", Number.class).longValue(), Optional.ofNullable(row.get("since", Instant.class)));
    }
}
