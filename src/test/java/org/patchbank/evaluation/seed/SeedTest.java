package org.patchbank.evaluation.seed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.testing.DatabaseResource;

/** Inspections that never happened look like others, and what is asked of them can be measured. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SeedTest {
    @TestHTTPResource("/")
    URI server;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String username;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @ConfigProperty(name = "patchbank.data-dir")
    Path dataDir;

    @Test
    void synthetic_history_is_there_and_is_measured() throws Exception {
        DatabaseAddress database = new DatabaseAddress(url, username, password);
        Instant end = Instant.now().minus(Duration.ofHours(1));
        List<Integer> progress = new ArrayList<>();
        new HistoryCopy(database, dataDir, new SyntheticDefects(1))
                .write(new SyntheticHistory(3000, 12, end.minus(Duration.ofDays(70)), end, 1), progress::add);

        assertThat(progress).containsExactly(3000);
        given().get("/api/v1/inspections?product=synthetic-plate&limit=500&decision=reject")
                .then()
                .body("items.size()", greaterThan(10));
        given().get("/api/v1/inspections?product=synthetic-ring&defect_type=dent")
                .then()
                .body("items.size()", greaterThan(0));
        given().get("/api/v1/review-queue").then().body("waiting", greaterThan(5));
        String id = given().get("/api/v1/inspections?product=synthetic-plate&limit=1")
                .path("items[0].id");
        given().get("/api/v1/inspections/" + id + "/overlay").then().statusCode(200);
        given().get("/api/v1/products/synthetic-plate/defect-types").then().body("items", hasSize(4));

        assertThat(new ShadowCopy(database).write()).isGreaterThanOrEqualTo(3000);
        String deployment = given().get("/api/v1/inspections/" + id).path("deployment");
        given().get("/api/v1/deployments/" + deployment + "/shadow/comparison")
                .then()
                .body("scored", greaterThan(100))
                .body("missed", equalTo(0))
                .body("agreement.share", greaterThan(0.9f));

        StringWriter table = new StringWriter();
        new HistoryTimes(server, database, 3).print(new PrintWriter(table));
        assertThat(table.toString())
                .contains(
                        "newest of all",
                        "a limit moved",
                        "disagreements, newest first",
                        "similar to a defect",
                        "page: inspections");
    }
}
