package org.patchbank.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.platform.Ids;

/** Inspections of a product that were never made: rows for tests of what follows from them. */
public final class InspectionRows {
    public static final double REVIEW = 3;
    public static final double REJECT = 3.5;

    private final DataSource database;
    private final String product;
    private final UUID deployment = UUID.randomUUID();
    private Instant at = Instant.now().minusSeconds(600);

    /** With a deployment of its own, removed already, on line-1. */
    public InspectionRows(DataSource database, String product) {
        this.database = database;
        this.product = product;
        execute("""
                insert into deployment (id, product, line, revision, created_at, removed_at)
                values (?, ?, 'line-1', 1, now(), now())""", deployment, product);
        execute("""
                insert into deployment_threshold (deployment_id, revision, reference_set, version,
                    review_value, review_method, review_wanted, review_promised, review_low, review_high,
                    reject_value, reject_method, reject_wanted, reject_promised, reject_low, reject_high,
                    calibration_images, reason, made_at)
                values (?, 1, 'set', 1, ?, 'MANUAL', 0.05, 0.05, 0, 1, ?, 'MANUAL', 0.01, 0.01, 0, 1, 100, 'test', now())""", deployment, REVIEW, REJECT);
    }

    public UUID deployment() {
        return deployment;
    }

    /** The next one, a second later than the one before. */
    public String add(String decision, double score) {
        at = at.plusSeconds(1);
        return add(at, decision, score);
    }

    public String add(Instant received, String decision, double score) {
        return add(received, decision, score, "0".repeat(64));
    }

    public String add(Instant received, String decision, double score, String imageSha256) {
        UUID id = new Ids(Clock.fixed(received, java.time.ZoneOffset.UTC)).next();
        execute(
                """
                insert into inspection (id, product, line, deployment_id, revision, reference_set, version, decision, score,
                    review_threshold, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                    image_sha256, image_width, image_height, received_at)
                values (?, ?, 'line-1', ?, 1, 'set', 1, ?, ?, ?, ?, cast(? as jsonb), '{}', decode('00000000', 'hex'), 1, 1, 224, ?, 9, 9, ?)""",
                id,
                product,
                deployment,
                decision,
                score,
                REVIEW,
                REJECT,
                """
                [{"x":1,"y":1,"w":3,"h":3,"area":9,"peak":5.0,"px":2,"py":2,"row":0,"col":0},
                 {"x":6,"y":6,"w":2,"h":2,"area":4,"peak":4.0,"px":7,"py":7,"row":0,"col":0}]""",
                imageSha256,
                java.sql.Timestamp.from(received));
        return id.toString();
    }

    private void execute(String statement, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
