package org.patchbank.evaluation.seed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.patchbank.platform.database.DatabaseAddress;

/** Gives every synthetic deployment a shadow that has ended, whose scores are those in force, twice as high and a little otherwise. */
final class ShadowCopy {
    private static final String SHADOWS = """
            insert into shadow (id, deployment_id, reference_set, version, calibration, calibration_images,
                review_value, review_method, review_wanted, review_promised, review_low, review_high, review_extrapolate,
                reject_value, reject_method, reject_wanted, reject_promised, reject_low, reject_high, reject_extrapolate,
                covers_from, started_at, reason, ended_at, outcome, complete_below)
            select gen_random_uuid(), d.id, 'synthetic', 2, 'VERSION', 100,
                %1$s, 'MANUAL', 0.05, 0.05, 0, 1, false, %2$s, 'MANUAL', 0.01, 0.01, 0, 1, false,
                timestamptz '2000-01-01', now(), 'synthetic', now(), 'REMOVED', inspection_id_at(now())
            from deployment d join deployment_threshold t on t.deployment_id = d.id
            where t.reference_set = 'synthetic' and not exists (select from shadow s where s.deployment_id = d.id)""";

    /** The noise comes from the id, so it is the same whenever it is asked for. */
    private static final String SCORES = """
            insert into shadow_score (shadow_id, inspection_id, decision, score, judged, judged_score, judged_limit, caught_up,
                shared, millis, node, scored_at)
            select n.shadow, n.id, case when n.score > n.reject_value then 'REJECT' when n.score > n.review_value then 'REVIEW'
                else 'ACCEPT' end, n.score, n.judged, n.judged_score, n.judged_limit, false, true, 5, 'synthetic', now()
            from (select s.id as shadow, i.id, s.reject_value, s.review_value, i.decision as judged, i.score as judged_score,
                      i.reject_threshold as judged_limit,
                      i.score * (1.9 + (hashtext(cast(i.id as text)) & 1023) / 5000.0) as score
                  from shadow s join inspection i on i.deployment_id = s.deployment_id
                  where s.reason = 'synthetic') n
            on conflict do nothing""";

    private final DatabaseAddress address;

    ShadowCopy(DatabaseAddress address) {
        this.address = address;
    }

    /** @return how many inspections have a shadow's score now that had none */
    int write() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(SHADOWS.formatted(2 * SyntheticHistory.REVIEW, 2 * SyntheticHistory.REJECT));
            int scored = statement.executeUpdate(SCORES);
            statement.execute("vacuum (analyze) shadow, shadow_score");
            return scored;
        }
    }
}
