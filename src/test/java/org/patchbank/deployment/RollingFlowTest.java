package org.patchbank.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.platform.Ids;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** Limits that follow the accepted inspections, as a user of the API sees them. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollingFlowTest {
    private static final String DEPLOYMENTS = "/api/v1/deployments/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    EntityManager database;

    @Inject
    Ids ids;

    @Inject
    ReferenceVersions versions;

    private TestProduct plate;
    private double[] calibration;

    @BeforeEach
    void build() {
        if (plate == null) {
            plate = new TestProduct("rolling-plate").enrol(20);
            calibration = versions.calibrationScores(
                    versions.find(plate.referenceSet(), plate.build()).id());
            Arrays.sort(calibration);
        }
    }

    @Test
    void limits_follow_stop_at_the_bound_and_start_anew_when_somebody_looked() {
        String id = plate.deploy("follow", 1)
                .then()
                .body("rolling", nullValue())
                .extract()
                .path("id");
        put(id, "{\"rolling\": {\"last\": 20, \"every\": 20, \"bound\": 3}}")
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("rolling.shift", equalTo(0f))
                .body("rolling.checked_at", nullValue());
        String inspection = plate.inspect("follow", TestProduct.good(1001))
                .then()
                .body("decision", equalTo("accept"))
                .extract()
                .path("id");

        accept(inspection, review(id), score -> score);
        JsonPath checked = await(id, deployment -> deployment.get("rolling.checked_at") != null);
        assertThat(checked.getInt("revision")).as("nothing has drifted").isEqualTo(2);

        double room = review(id) - (calibration[9] + calibration[10]) / 2;
        accept(inspection, review(id), score -> score + room);
        JsonPath moved = await(id, deployment -> deployment.getInt("revision") > 2);
        assertThat(moved.getDouble("rolling.shift")).isCloseTo(room, within(0.6 * room));
        assertThat(moved.getString("threshold.review.method")).isEqualTo("rolling");
        assertThat(moved.getDouble("threshold.review.false_reject_wanted")).isCloseTo(0.1, within(1e-6));
        assertThat(moved.getString("rolling.stopped")).isNull();
        given().get(DEPLOYMENTS + id + "/thresholds")
                .then()
                .body("items[0].reason", containsString("rolling: the last 20 accepted inspections"));

        double limit = review(id);
        accept(inspection, limit, score -> limit);
        JsonPath stopped = await(id, deployment -> deployment.get("rolling.stopped") != null);
        assertThat(stopped.getString("rolling.stopped")).isEqualTo("upper");
        assertThat(stopped.getString("rolling.advice")).contains("build a version");
        accept(inspection, review(id), score -> score);
        awaitMetric("patchbank_deployment_rolling_stopped{line=\"follow\",product=\"rolling-plate\"} 1.0");
        assertThat(deployment(id).getInt("revision")).isEqualTo(stopped.getInt("revision"));

        put(id, "{\"reason\": \"new lamp\"}")
                .statusCode(200)
                .body("rolling.shift", equalTo(0f))
                .body("rolling.stopped", nullValue())
                .body("threshold.review.method", equalTo("conformal"));
        put(id, "{\"rolling\": {\"enabled\": false}}").statusCode(200).body("rolling", nullValue());
    }

    @Test
    void accepted_parts_that_were_found_defective_do_not_count() {
        String id = plate.deploy("missed", 1).path("id");
        put(id, "{\"rolling\": {\"last\": 20, \"every\": 20, \"bound\": 3}}").statusCode(200);
        String inspection = plate.inspect("missed", TestProduct.good(1001)).path("id");
        double limit = review(id);
        double room = limit - (calibration[9] + calibration[10]) / 2;
        List<UUID> earlier = Stream.generate(ids::next).limit(20).toList();
        List<UUID> later = Stream.generate(ids::next).limit(18).toList();

        accept(inspection, limit, score -> score + room, later);
        judge(later, "defective");
        accept(inspection, limit, score -> score, earlier);
        JsonPath checked = await(id, deployment -> deployment.get("rolling.checked_at") != null);
        assertThat(checked.getInt("revision"))
                .as("the newest are not good parts, the others have not drifted")
                .isEqualTo(2);

        judge(later, "good");
        accept(inspection, limit, score -> score + room, List.of(ids.next(), ids.next()));
        JsonPath moved = await(id, deployment -> deployment.getInt("revision") > 2);
        assertThat(moved.getDouble("rolling.shift")).isCloseTo(room, within(0.6 * room));
    }

    private static void judge(List<UUID> inspections, String verdict) {
        for (UUID inspection : inspections) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("verdict", verdict, "by", "m.weber"))
                    .post("/api/v1/inspections/" + inspection + "/verdicts")
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void plan_can_be_given_at_once_and_has_defaults() {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "product",
                        "rolling-plate",
                        "line",
                        "at-once",
                        "reference_set",
                        plate.referenceSet(),
                        "version",
                        1,
                        "rolling",
                        Map.of()))
                .post(DEPLOYMENTS)
                .then()
                .statusCode(201)
                .body("rolling.last", equalTo(500))
                .body("rolling.every", equalTo(100))
                .body("rolling.bound", equalTo(1.25f))
                .body("rolling.since", notNullValue());
    }

    @Test
    void nonsense_is_refused_with_the_reason() {
        String id = plate.deploy("refused", 1).path("id");

        put(id, "{\"rolling\": {\"last\": 5}}").statusCode(400).body("detail", containsString("last"));
        put(id, "{\"rolling\": {\"last\": 50, \"every\": 60}}")
                .statusCode(422)
                .body("code", equalTo("rolling-invalid"));
        put(id, "{\"rolling\": {\"bound\": 1}}").statusCode(400).body("detail", containsString("bound"));
        put(id, "{\"rolling\": {}, \"reject_threshold\": 90}")
                .statusCode(422)
                .body("code", equalTo("rolling-needs-rates"));
    }

    /** Twenty accepted inspections with the calibration scores changed; what lies above the limit was not accepted. */
    private void accept(String like, double limit, DoubleUnaryOperator change) {
        accept(like, limit, change, Stream.generate(ids::next).limit(20).toList());
    }

    private void accept(String like, double limit, DoubleUnaryOperator change, List<UUID> inspections) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0, made = 0; made < inspections.size(); i++) {
                double score = change.applyAsDouble(calibration[i % calibration.length]);
                if (score <= limit) {
                    insert(like, limit, score, inspections.get(made));
                    made++;
                }
            }
        });
    }

    private void insert(String like, double limit, double score, UUID id) {
        database.createNativeQuery("""
                        insert into inspection (id, product, line, deployment_id, revision, reference_set, version, decision, score,
                            review_threshold, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                            image_sha256, image_width, image_height, received_at)
                        select :id, product, line, deployment_id, revision, reference_set, version, 'ACCEPT', :score,
                            :limit, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                            image_sha256, image_width, image_height, now()
                        from inspection where id = :like""")
                .setParameter("id", id)
                .setParameter("score", score)
                .setParameter("limit", limit)
                .setParameter("like", UUID.fromString(like))
                .executeUpdate();
    }

    private static double review(String id) {
        return deployment(id).getDouble("threshold.review.value");
    }

    private static JsonPath deployment(String id) {
        return given().get(DEPLOYMENTS + id).jsonPath();
    }

    private static JsonPath await(String id, Predicate<JsonPath> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonPath deployment = deployment(id);
        while (!wanted.test(deployment)) {
            assertThat(Instant.now()).as("%s", deployment.prettify()).isBefore(end);
            pause();
            deployment = deployment(id);
        }
        return deployment;
    }

    private static void awaitMetric(String line) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!given().get("/q/metrics").asString().contains(line)) {
            assertThat(Instant.now()).as(line).isBefore(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse put(String id, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put(DEPLOYMENTS + id)
                .then();
    }
}
