package org.patchbank.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** PostgreSQL stops in the midst of a commit on one line; the other lines go on. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class HungCommitTest {
    private static final String WAITING = "select pid from pg_stat_activity where wait_event_type = 'Lock'"
            + " and query like 'insert into inspection%'";

    @Inject
    DataSource database;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void commit_that_hangs_on_one_line_holds_up_no_other() throws Exception {
        TestProduct plate = product("hung-plate");
        try (HungCommit hung = new HungCommit(plate)) {
            // Another revision of the other line has to come into force meanwhile, too.
            String other = plate.request()
                    .queryParam("product", plate.name())
                    .get(TestProduct.BASE + "/deployments")
                    .path("items.find { it.line == 'line-2' }.id");
            given().contentType(ContentType.JSON)
                    .body(Map.of("reject_rate", 0.05, "review_rate", 0.1, "reason", "another lamp"))
                    .put(TestProduct.BASE + "/deployments/" + other + "/threshold")
                    .then()
                    .statusCode(200);
            assertThat(plate.inspect("line-2", TestProduct.good(1001)).statusCode())
                    .isEqualTo(201);
            assertThat(hung.inspection).isNotDone();
        }
    }

    @Test
    @Tag("figures")
    void inspections_beside_a_hung_commit_are_as_fast_as_before() throws Exception {
        TestProduct plate = product("slow-plate");
        times(plate);
        double before = times(plate);
        double meanwhile;
        try (HungCommit hung = new HungCommit(plate)) {
            meanwhile = times(plate);
            assertThat(hung.inspection).isNotDone();
        }
        System.out.printf(
                "95 %% of inspections beside a hung commit: %.2f x of before (%.1f and %.1f ms)%n",
                meanwhile / before, before, meanwhile);
    }

    private static TestProduct product(String name) {
        TestProduct plate = new TestProduct(name).enrol(12);
        int version = plate.build();
        plate.deploy("line-1", version).then().statusCode(201);
        plate.deploy("line-2", version).then().statusCode(201);
        return plate;
    }

    /** Milliseconds that 95 % of the other line's inspections take at most. */
    private static double times(TestProduct plate) {
        double[] times = new double[100];
        byte[] image = TestProduct.good(1000);
        for (int i = 0; i < times.length; i++) {
            long began = System.nanoTime();
            assertThat(plate.inspect("line-2", image).statusCode()).isEqualTo(201);
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times[94];
    }

    /** An inspection on line-1 whose server process has been stopped (SIGSTOP) while it commits; it goes on when this is closed. */
    private final class HungCommit implements AutoCloseable {
        final CompletableFuture<Response> inspection;
        private final long process;

        /** A row with the same idempotency key, not committed yet, holds the inspection's own until its process is known. */
        HungCommit(TestProduct plate) throws Exception {
            String key = UUID.randomUUID().toString();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert =
                        connection.prepareStatement("insert into inspection_key values ('default', ?, ?)")) {
                    insert.setString(1, key);
                    insert.setObject(2, UUID.randomUUID());
                    insert.executeUpdate();
                }
                byte[] image = TestProduct.good(1000);
                inspection = CompletableFuture.supplyAsync(() -> plate.request()
                        .header("Idempotency-Key", key)
                        .contentType("image/png")
                        .body(image)
                        .post(plate.inspections("line-1")));
                process = waiting();
                signal("STOP");
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }

        private long waiting() throws SQLException, InterruptedException {
            while (true) {
                try (Connection connection = database.getConnection();
                        PreparedStatement statement = connection.prepareStatement(WAITING);
                        ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        return rows.getLong(1);
                    }
                }
                Thread.sleep(20);
            }
        }

        private void signal(String signal) throws IOException, InterruptedException {
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        }

        @Override
        public void close() throws Exception {
            signal("CONT");
            assertThat(inspection.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(201);
        }
    }
}
