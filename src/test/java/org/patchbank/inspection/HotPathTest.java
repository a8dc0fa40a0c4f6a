package org.patchbank.inspection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** What an inspection costs the database, and how a node follows the others. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotPathTest {
    private static final byte[] GOOD = TestProduct.good(1002);

    @Inject
    SessionFactory sessions;

    @Inject
    DataSource database;

    private TestProduct plate;
    private String deployment;

    @BeforeEach
    void deploy() {
        if (plate == null) {
            plate = new TestProduct("hot-plate").enrol(12);
            deployment = plate.deploy("line", plate.build()).path("id");
        }
    }

    @Test
    void inspection_is_one_statement() {
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        long fewest = Long.MAX_VALUE;
        try {
            // The least of several, since the watch looks for changes in between.
            for (int i = 0; i < 8; i++) {
                statistics.clear();
                plate.inspect("line", GOOD).then().statusCode(201);
                assertThat(statistics.getEntityInsertCount()).isEqualTo(1);
                fewest = Math.min(fewest, statistics.getPrepareStatementCount());
            }
        } finally {
            statistics.setStatisticsEnabled(false);
        }

        assertThat(fewest).isEqualTo(1);
    }

    @Test
    void change_made_by_another_node_is_followed() throws Exception {
        plate.inspect("line", GOOD).then().statusCode(201);
        setRevisionAsAnotherNodeWould(42, 0.25);

        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        float reject = 0;
        while (reject != 0.25f && Instant.now().isBefore(end)) {
            reject = plate.inspect("line", GOOD).path("threshold.reject");
        }

        assertThat(reject).isEqualTo(0.25f);
        given().get("/api/v1/deployments/" + deployment).then().statusCode(200);
    }

    private void setRevisionAsAnotherNodeWould(int revision, double limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement threshold = connection.prepareStatement("""
                        insert into deployment_threshold (deployment_id, revision, reference_set, version, review_value,
                            review_method, review_wanted, review_promised, review_low, review_high, reject_value, reject_method,
                            reject_wanted, reject_promised, reject_low, reject_high, calibration_images, reason, made_at)
                        select deployment_id, ?, reference_set, version,
                               ?, 'MANUAL', 0.5, 0.5, 0, 1, ?, 'MANUAL', 0.5, 0.5, 0, 1, 12, 'elsewhere', now()
                        from deployment_threshold where deployment_id = ? and revision = 1""");
                PreparedStatement change =
                        connection.prepareStatement("update deployment set revision = ? where id = ?")) {
            threshold.setInt(1, revision);
            threshold.setDouble(2, limit);
            threshold.setDouble(3, limit);
            threshold.setObject(4, UUID.fromString(deployment));
            threshold.executeUpdate();
            change.setInt(1, revision);
            change.setObject(2, UUID.fromString(deployment));
            change.executeUpdate();
        }
    }
}
