package org.patchbank.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.patchbank.platform.Ids;
import org.patchbank.platform.database.Sql;

/** Inspections as some that were made, each a little otherwise: rows for tests of what many of them show. */
public final class RepeatedInspections {
    private final Sql sql;
    private final Ids ids;
    private final Random random = new Random(8);

    public RepeatedInspections(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** @return their ids, in the order of the time */
    public List<String> repeat(List<String> like, int count, double brighter) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(insert(like.get(i % like.size()), null, brighter));
        }
        return made;
    }

    /** Accepted, received now. @param score null for about that of the other one */
    public String insert(String like, Double score, double brighter) {
        UUID id = ids.next();
        sql.change(
                """
                insert into inspection (id, factory, product, line, deployment_id, revision, reference_set, version, decision, score,
                    review_threshold, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                    image_sha256, image_width, image_height, brightness, contrast, sharpness, received_at)
                select ?, factory, product, line, deployment_id, revision, reference_set, version, 'ACCEPT',
                    least(coalesce(?, score * ?), review_threshold), review_threshold, reject_threshold, '[]', timings, patch_scores,
                    grid_rows, grid_columns, input_size, image_sha256, image_width, image_height,
                    brightness + ?, contrast * ?, sharpness * ?, now()
                from inspection where id = ?""",
                id,
                score,
                1 + 0.03 * random.nextGaussian(),
                brighter + 2 * random.nextGaussian(),
                1 + 0.02 * random.nextGaussian(),
                1 + 0.02 * random.nextGaussian(),
                UUID.fromString(like));
        return id.toString();
    }
}
