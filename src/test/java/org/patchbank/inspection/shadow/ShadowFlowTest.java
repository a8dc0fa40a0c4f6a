package org.patchbank.inspection.shadow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** A candidate beside what is in force: it scores and never decides, is compared, promoted and gone back from. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowFlowTest {
    private static final String DEPLOYMENTS = "/api/v1/deployments/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> REJECTS_ALL =
            Map.of("version", 2, "reject_threshold", 0.0002, "review_threshold", 0.0001);
    private static final Map<String, Object> ACCEPTS_ALL =
            Map.of("version", 2, "reject_threshold", 100_000, "review_threshold", 90_000);

    @Inject
    DataSource database;

    @Inject
    ImageStore images;

    private TestProduct plate;
    /** Parts that version 1 accepts. */
    private List<byte[]> good;
    /** One that it rejects. */
    private byte[] bad;

    @BeforeEach
    void build() {
        if (plate == null) {
            plate = new TestProduct("shadowed-plate").enrol(20);
            assertThat(plate.build()).isEqualTo(1);
            assertThat(plate.build(Map.of("model", Map.of("coreset_size", 120))))
                    .isEqualTo(2);
            assertThat(plate.build(Map.of("input_size", 128))).isEqualTo(3);
            deploy("choosing");
            good = IntStream.range(1000, 1040)
                    .mapToObj(TestProduct::good)
                    .filter(part -> decides(part, "accept"))
                    .limit(3)
                    .toList();
            bad = IntStream.range(0, 40)
                    .mapToObj(i -> TestProduct.defective(DefectKind.values()[i % DefectKind.values().length], i))
                    .filter(part -> decides(part, "reject"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private boolean decides(byte[] part, String decision) {
        return plate.inspect("choosing", part).path("decision").equals(decision);
    }

    @Test
    void shadow_scores_every_inspection_and_decides_none() {
        String id = deploy("beside");
        String shadow = run(id, REJECTS_ALL).path("id");

        String accepted = inspect("beside", good.get(0), "accept");
        String rejected = inspect("beside", bad, "reject");
        JsonPath compared = compared(id, 2);

        assertThat(compared.getString("shadow.id")).isEqualTo(shadow);
        assertThat(compared.getInt("in_force.accepted")).isEqualTo(1);
        assertThat(compared.getInt("in_force.rejected")).isEqualTo(1);
        assertThat(compared.getInt("beside.rejected")).isEqualTo(2);
        assertThat(compared.getFloat("agreement.share")).isEqualTo(0.5f);
        assertThat(compared.getList("agreement.interval95")).hasSize(2);
        assertThat(compared.getList("in_force.histogram", Long.class).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
        assertThat(compared.getInt("median_ms.inspections")).isEqualTo(2);
        assertThat(compared.getFloat("median_ms.shared")).isEqualTo(1f); // both versions have the same network
        assertThat(compared.getFloat("median_ms.beside")).isPositive();
        given().get("/api/v1/inspections/" + accepted)
                .then()
                .body("decision", equalTo("accept"))
                .body("version", equalTo(1));
        given().get("/api/v1/inspections/" + rejected).then().body("revision", equalTo(1));
        given().get("/api/v1/review-queue?product=" + plate.name() + "&line=beside")
                .then()
                .body("items.inspection.id", contains(rejected));
        disagreements(id, "")
                .body("items.inspection.id", contains(accepted))
                .body("items[0].beside", equalTo("reject"));
        given().get(DEPLOYMENTS + id)
                .then()
                .body("shadow.version", equalTo(2))
                .body("shadow.id", equalTo(shadow))
                .body("version", equalTo(1))
                .body("revision", equalTo(1));
    }

    @Test
    void version_of_another_network_is_compared_by_its_own_limits() {
        String id = deploy("network");
        run(id, Map.of("version", 3))
                .body("threshold.reject.false_reject_wanted", equalTo(0.04f)) // the deployment's
                .body("threshold.reject.calibration_images", equalTo(20));
        inspect("network", good.get(1), "accept");
        inspect("network", bad, "reject");

        JsonPath compared = compared(id, 2);

        assertThat(compared.getFloat("median_ms.shared")).isZero();
        assertThat(compared.getInt("beside.accepted")
                        + compared.getInt("beside.reviewed")
                        + compared.getInt("beside.rejected"))
                .isEqualTo(2);
        assertThat(compared.getFloat("rank_correlation")).isEqualTo(1f);
    }

    @Test
    void other_limits_decide_anew_what_was_scored_before() {
        String id = deploy("limits");
        String shadow = run(id, REJECTS_ALL).path("id");
        for (int i = 0; i < 3; i++) {
            inspect("limits", good.get(i), "accept");
        }
        compared(id, 3);
        List<String> newest =
                disagreements(id, "").body("items", hasSize(3)).extract().path("items.inspection.id");
        String cursor = disagreements(id, "?limit=2&order=different")
                .body("items", hasSize(2))
                .extract()
                .path("next_cursor");
        disagreements(id, "?limit=2&order=different&cursor=" + cursor)
                .body("items", hasSize(1))
                .body("next_cursor", nullValue());
        assertThat(newest).isSortedAccordingTo((a, b) -> b.compareTo(a));

        run(id, ACCEPTS_ALL).body("id", equalTo(shadow));

        disagreements(id, "").body("items", empty());
        given().get(DEPLOYMENTS + id + "/shadow/comparison")
                .then()
                .body("beside.accepted", equalTo(3))
                .body("agreement.share", equalTo(1f));
    }

    @Test
    void verdicts_tell_overkill_and_escape_of_both() {
        String id = deploy("judged");
        run(id, REJECTS_ALL);
        String accepted = inspect("judged", good.get(0), "accept");
        String rejected = inspect("judged", bad, "reject");
        compared(id, 2);

        judge(accepted, "good");
        judge(rejected, "defective");

        given().get(DEPLOYMENTS + id + "/shadow/comparison")
                .then()
                .statusCode(200)
                .body("in_force.overkill.found", equalTo(0))
                .body("in_force.overkill.judged", equalTo(1))
                .body("beside.overkill.found", equalTo(1))
                .body("beside.overkill.judged", equalTo(2))
                .body("beside.overkill.interval95", hasSize(2))
                .body("beside.overkill_parts.parts", equalTo(1f))
                .body("beside.escape.judged", equalTo(0))
                .body("decisions.find { it.in_force == 'accept' }.good", equalTo(1));
        given().get(DEPLOYMENTS + id + "/shadow/comparison?to=2020-01-01T00:00:00Z")
                .then()
                .body("inspections", equalTo(0))
                .body("agreement.share", nullValue());
    }

    @Test
    void earlier_and_missed_inspections_are_caught_up_with_from_their_images() throws SQLException {
        String id = deploy("past");
        String first = inspect("past", good.get(0), "accept");
        byte[] gone = TestProduct.good(1090);
        plate.inspect("past", gone).then().statusCode(201);
        String second = inspect("past", bad, "reject");
        images.delete(BlobKind.IMAGE, Sha256.of(gone));

        String shadow = run(
                        id,
                        Map.of(
                                "version",
                                2,
                                "from",
                                Instant.now().minusSeconds(3600).toString()))
                .path("id");
        JsonPath compared = compared(id, 2, found -> found.getInt("missed") == 0);

        assertThat(compared.getInt("caught_up")).isEqualTo(2);
        assertThat(compared.getInt("inspections")).isEqualTo(3);
        assertThat(compared.getMap("refused")).containsOnly(Map.entry("stored-bytes-missing", 1));

        forget(shadow, second); // as a node does that dies with it in its queue
        given().get(DEPLOYMENTS + id + "/shadow/comparison").then().body("inspections", equalTo(3));
        compared = compared(id, 2, found -> found.getInt("missed") == 0);
        assertThat(compared.getInt("in_force.rejected")).isEqualTo(1);
        given().get("/api/v1/inspections/" + first).then().body("decision", equalTo("accept"));
    }

    @Test
    void promotion_takes_the_shadows_limits_and_going_back_restores_what_was() {
        String id = deploy("steps");
        JsonPath before = given().get(DEPLOYMENTS + id).jsonPath();
        JsonPath shadow = run(id, Map.of("version", 2, "reject_rate", 0.05, "by", "m.weber"))
                .extract()
                .jsonPath();
        inspect("steps", good.get(0), "accept");
        compared(id, 1);

        post(id + "/shadow/promote", Map.of("shadow", UUID.randomUUID().toString()))
                .statusCode(409)
                .body("code", equalTo("other-shadow"))
                .body("remedy", notNullValue());
        post(id + "/shadow/promote", Map.of("reason", "finds more", "by", "m.weber", "shadow", shadow.getString("id")))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("revision", equalTo(2))
                .body("threshold.reject.value", equalTo(shadow.get("threshold.reject.value")))
                .body("threshold.review.value", equalTo(shadow.get("threshold.review.value")))
                .body("shadow", nullValue());
        plate.inspect("steps", good.get(1)).then().body("version", equalTo(2)).body("revision", equalTo(2));
        given().get(DEPLOYMENTS + id + "/shadow").then().statusCode(404).body("code", equalTo("shadow-not-found"));
        given().get(DEPLOYMENTS + id + "/shadow/history")
                .then()
                .body("items", hasSize(1))
                .body("items[0].outcome", equalTo("promoted"))
                .body("items[0].ended_by", equalTo("m.weber"));
        given().get(DEPLOYMENTS + id + "/shadow/comparison")
                .then()
                .statusCode(200)
                .body("scored", equalTo(1));

        post(id + "/revert", Map.of("reason", "too strict", "by", "l.berg"))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("revision", equalTo(3))
                .body("threshold", equalTo(before.get("threshold")));
        plate.inspect("steps", good.get(2)).then().body("version", equalTo(1)).body("revision", equalTo(3));
        given().get(DEPLOYMENTS + id + "/thresholds")
                .then()
                .body("items.version", contains(1, 2, 1))
                .body("items[0].reason", equalTo("too strict"))
                .body("items[0].by", equalTo("l.berg"))
                .body("items[1].reason", equalTo("finds more"));
        post(id + "/revert", Map.of())
                .statusCode(200)
                .body("version", equalTo(2))
                .body("revision", equalTo(4));
        post(id + "/revert", Map.of("revision", 1)).statusCode(200).body("version", equalTo(1));
        post(id + "/revert", Map.of("revision", 77)).statusCode(404).body("code", equalTo("revision-not-found"));
    }

    @Test
    void what_cannot_be_is_refused_with_what_to_do() {
        String id = deploy("refused");
        given().get(DEPLOYMENTS + id + "/shadow/comparison")
                .then()
                .statusCode(404)
                .body("code", equalTo("shadow-not-found"))
                .body("remedy", containsString("PUT"));
        post(id + "/shadow/promote", Map.of()).statusCode(404).body("code", equalTo("shadow-not-found"));
        post(id + "/revert", Map.of()).statusCode(409).body("code", equalTo("no-earlier-revision"));
        put(id, Map.of("version", 77)).statusCode(404).body("code", equalTo("version-not-found"));
        put(id, Map.of("version", 2, "from", Instant.now().plusSeconds(3600).toString()))
                .statusCode(422)
                .body("code", equalTo("shadow-from-later"));
        put(id, Map.of("version", 2, "reject_threshold", 1, "review_threshold", 2))
                .statusCode(422)
                .body("code", equalTo("thresholds-crossed"));
        put(UUID.randomUUID().toString(), Map.of("version", 2))
                .statusCode(404)
                .body("code", equalTo("deployment-not-found"));
        run(id, ACCEPTS_ALL);
        given().get(DEPLOYMENTS + id + "/shadow/disagreements?cursor=nonsense")
                .then()
                .statusCode(400)
                .body("code", equalTo("cursor-invalid"));
        given().delete(DEPLOYMENTS + id + "/shadow?by=m.weber").then().statusCode(204);
        given().delete(DEPLOYMENTS + id + "/shadow").then().statusCode(404);
    }

    @Test
    void version_that_runs_as_a_shadow_is_not_removed_until_the_shadow_or_the_deployment_ends() {
        TestProduct other = new TestProduct("shadowed-elsewhere").enrol(12);
        other.build();
        String id = deploy("held");
        put(id, Map.of("reference_set", other.referenceSet(), "version", 1))
                .statusCode(422)
                .body("code", equalTo("other-product"));
        String twin = twin();

        put(id, Map.of("reference_set", twin, "version", 1)).statusCode(200);

        given().delete("/api/v1/reference-sets/" + twin)
                .then()
                .statusCode(409)
                .body("code", equalTo("reference-set-shadows"))
                .body("remedy", containsString("/shadow"));
        given().delete(DEPLOYMENTS + id).then().statusCode(204);
        given().get(DEPLOYMENTS + id + "/shadow/history")
                .then()
                .statusCode(200)
                .body("items[0].outcome", equalTo("removed"));
        given().delete("/api/v1/reference-sets/" + twin).then().statusCode(204);
    }

    @Test
    void metrics_tell_of_shadows() {
        String id = deploy("metrics");
        run(id, ACCEPTS_ALL);
        inspect("metrics", good.get(0), "accept");
        compared(id, 1);

        assertThat(given().get("/q/metrics").asString())
                .contains("patchbank_shadow_latency_seconds_count{when=\"beside\"")
                .contains("patchbank_shadow_running")
                .contains("patchbank_shadow_waiting");
    }

    /** Another reference set of the same product, with one version. */
    private String twin() {
        String name = plate.name() + "-twin";
        given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "product", plate.name()))
                .post("/api/v1/reference-sets")
                .then()
                .statusCode(201);
        var upload = given();
        for (int i = 0; i < 12; i++) {
            upload.multiPart("file", "good-" + i + ".png", TestProduct.good(i), "image/png");
        }
        upload.post("/api/v1/reference-sets/" + name + "/images").then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("spec", Map.of("model", Map.of("coreset_size", 100))))
                .post("/api/v1/reference-sets/" + name + "/versions")
                .then()
                .statusCode(202);
        until(
                () -> given().get("/api/v1/reference-sets/" + name + "/versions/1")
                        .jsonPath(),
                version -> version.getString("state").equals("ready"));
        return name;
    }

    private String deploy(String line) {
        return plate.deploy(line, 1).then().statusCode(201).extract().path("id");
    }

    private static Response run(String id, Map<String, ?> shadow) {
        return new Response(put(id, shadow).statusCode(200));
    }

    /** Reads on. */
    private record Response(ValidatableResponse answer) {
        <T> T path(String path) {
            return answer.extract().path(path);
        }

        ValidatableResponse body(String path, org.hamcrest.Matcher<?> matcher) {
            return answer.body(path, matcher);
        }

        io.restassured.response.ExtractableResponse<io.restassured.response.Response> extract() {
            return answer.extract();
        }
    }

    private static ValidatableResponse put(String id, Map<String, ?> shadow) {
        return given().contentType(ContentType.JSON)
                .body(shadow)
                .put(DEPLOYMENTS + id + "/shadow")
                .then();
    }

    private static ValidatableResponse post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(DEPLOYMENTS + path)
                .then();
    }

    private String inspect(String line, byte[] image, String decision) {
        return plate.inspect(line, image)
                .then()
                .statusCode(201)
                .body("decision", equalTo(decision))
                .extract()
                .path("id");
    }

    private static void judge(String inspection, String verdict) {
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", verdict, "by", "anna"))
                .post("/api/v1/inspections/" + inspection + "/verdicts")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse disagreements(String id, String query) {
        return given().get(DEPLOYMENTS + id + "/shadow/disagreements" + query).then();
    }

    private static JsonPath compared(String id, int scored) {
        return compared(id, scored, found -> true);
    }

    private static JsonPath compared(String id, int scored, Predicate<JsonPath> more) {
        return until(
                () -> given().get(DEPLOYMENTS + id + "/shadow/comparison").jsonPath(),
                found -> found.getInt("scored") == scored && more.test(found));
    }

    private static JsonPath until(java.util.function.Supplier<JsonPath> asking, Predicate<JsonPath> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonPath found = asking.get();
        while (!wanted.test(found)) {
            assertThat(Instant.now()).as(found.prettify()).isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            found = asking.get();
        }
        return found;
    }

    private void forget(String shadow, String inspection) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "delete from shadow_score where shadow_id = ? and inspection_id = ?")) {
            statement.setObject(1, UUID.fromString(shadow));
            statement.setObject(2, UUID.fromString(inspection));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
