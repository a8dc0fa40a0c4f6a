package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.LoadedVersion;
import org.patchbank.reference.ReferenceError;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ReferenceVersionApiTest {
    private static final String SETS = "/api/v1/reference-sets/";
    private static final Set<String> ENDED = Set.of("ready", "failed", "cancelled");

    @Inject
    ReferenceVersions versions;

    @Inject
    DataSource database;

    @Test
    void version_is_built_to_ready_with_its_whole_bank() {
        String set = setOf(List.of(1, 2, 3, 4, 5, 6, 7, 8));
        String location = build(set, "{}")
                .body("number", is(1))
                .body("state", equalTo("queued"))
                .body("images", is(8))
                .extract()
                .header("Location");
        assertThat(location).endsWith("/versions/1");
        JsonPath ready = awaitEnd(set, 1);
        assertThat(ready.getString("state")).isEqualTo("ready");
        assertThat(ready.getInt("bank.size")).isPositive();
        assertThat(ready.getString("model.type")).isEqualTo("memory-bank");
        assertThat(ready.getString("model.hash")).isEqualTo(ready.getString("bank.hash"));
        assertThat(ready.getLong("model.bytes"))
                .isEqualTo(4L * ready.getInt("bank.size") * ready.getInt("bank.dimension"));
        assertThat(ready.getInt("model.banks.size()")).isEqualTo(1);
        assertThat(ready.getInt("bank.embeddings")).isEqualTo(8 * 784);
        assertThat(ready.getInt("calibration.images")).isEqualTo(8);
        assertThat(ready.getFloat("progress.fraction")).isEqualTo(1f);
        assertThat(ready.getFloat("seconds.fit_total")).isPositive();

        LoadedVersion loaded = versions.load(UUID.fromString(ready.getString("id")));
        assertThat(loaded.state().hash()).isEqualTo(ready.getString("bank.hash"));
        assertThat(loaded.state().bankRows()).isEqualTo(ready.getInt("bank.size"));
        assertThat(loaded.calibrationScores()).hasSize(8);
        assertThat(versions.calibrationScores(loaded.id())).containsExactly(loaded.calibrationScores());
        assertThat(versions.find(set, 1).id()).isEqualTo(loaded.id());
        given().get(SETS + set).then().body("latest_version", is(1));
    }

    @Test
    void same_images_give_the_same_bank_whatever_the_order_of_upload() {
        String first = setOf(List.of(1, 2, 3, 4, 5));
        String second = setOf(List.of(4, 2, 5, 1, 3));
        build(first, "{}");
        build(second, "{}");
        assertThat(awaitEnd(second, 1).getString("bank.hash"))
                .isEqualTo(awaitEnd(first, 1).getString("bank.hash"));
    }

    @Test
    void version_takes_its_own_spec_and_leaves_withdrawn_images_out() {
        String set = setOf(List.of(1, 2, 3, 4, 5));
        String image = given().get(SETS + set + "/images").then().extract().path("items[0].id");
        given().delete(SETS + set + "/images/" + image).then().statusCode(204);
        build(set, """
                {"spec": {"model": {"coreset_size": 50}}, "seed": 3}""").body("spec.seed", is(3));
        JsonPath ready = awaitEnd(set, 1);
        assertThat(ready.getInt("bank.size")).isEqualTo(50);
        assertThat(ready.getInt("images")).isEqualTo(4);
        build(set, "{}").body("number", is(2)).body("spec.seed", is(0));
        awaitEnd(set, 2);
        given().get(SETS + set + "/versions").then().body("items.number", contains(2, 1));
        given().get(SETS + set + "/versions?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("next_cursor", equalTo("2"));
    }

    @Test
    void version_may_hold_images_out_to_calibrate_on() {
        String set = setOf(List.of(1, 2, 3, 4, 5, 6, 7, 8));
        build(set, """
                {"spec": {"calibration": {"method": "held_out", "share": 0.25}}}""").body("spec.calibration.method", equalTo("held_out"));
        JsonPath ready = awaitEnd(set, 1);
        assertThat(ready.getInt("bank.embeddings")).isEqualTo(6 * 784);
        assertThat(ready.getInt("calibration.images")).isEqualTo(2);
        assertThat(ready.getList("calibration.held_out")).hasSize(2);
        LoadedVersion loaded = versions.load(UUID.fromString(ready.getString("id")));
        assertThat(loaded.images()).hasSize(8);
        assertThat(loaded.calibrationScores()).hasSize(2);
        assertThat(versions.calibrationScores(loaded.id())).containsExactly(loaded.calibrationScores());
        List<String> scored = loaded.images().stream()
                .filter(image -> image.score().isPresent())
                .map(LoadedVersion.UsedImage::name)
                .toList();
        assertThat(ready.<String>getList("calibration.held_out")).isEqualTo(scored);
    }

    @Test
    void version_may_calibrate_otherwise_than_its_set() {
        String set = setOf(List.of(1, 2, 3, 4), """
                {"calibration": {"method": "held_out", "share": 0.5}}""");
        build(set, """
                {"spec": {"calibration": {"method": "cross"}}}""").body("spec.calibration.method", equalTo("cross"));
        JsonPath ready = awaitEnd(set, 1);
        assertThat(ready.getInt("calibration.images")).isEqualTo(4);
        assertThat(ready.getList("calibration.held_out")).isEmpty();
    }

    @Test
    void share_that_cannot_be_held_out_is_refused() {
        String set = setOf(List.of(1, 2));
        given().contentType(ContentType.JSON)
                .body("""
                        {"spec": {"calibration": {"method": "held_out", "share": 1}}}""")
                .post(SETS + set + "/versions")
                .then()
                .statusCode(422)
                .body("code", equalTo("spec-value-invalid"));
    }

    @Test
    void events_tell_progress_and_end_with_the_state() {
        String set = setOf(List.of(1, 2, 3, 4, 5, 6));
        build(set, "{}");
        String events = given().accept("text/event-stream")
                .get(SETS + set + "/versions/1/events")
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .extract()
                .asString();
        List<String> data = events.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5))
                .toList();
        assertThat(events.lines().filter(line -> line.startsWith("event:")))
                .hasSize(data.size())
                .allMatch(line -> line.endsWith("progress"));
        List<String> states =
                data.stream().map(json -> new JsonPath(json).getString("state")).toList();
        assertThat(states).last().isEqualTo("ready");
        assertThat(states.subList(0, states.size() - 1)).isNotEmpty().doesNotContain("ready");
        assertThat(new JsonPath(data.get(data.size() - 1)).getInt("bank.size")).isPositive();
    }

    @Test
    void cancelled_version_ends_cancelled_and_cannot_be_loaded() {
        String set = setOf(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        String id = build(set, "{}").extract().path("id");
        given().post(SETS + set + "/versions/1/cancel").then().statusCode(202);
        assertThat(awaitEnd(set, 1).getString("state")).isEqualTo("cancelled");
        given().post(SETS + set + "/versions/1/cancel").then().statusCode(202);
        assertThat(catchThrowable(() -> versions.load(UUID.fromString(id)))).hasMessageContaining("cancelled");
    }

    @Test
    void build_under_way_stops_when_it_is_cancelled() throws SQLException {
        String set = setOf(IntStream.rangeClosed(1, 80).boxed().toList());
        build(set, "{}");
        String versions = SETS + set + "/versions/1";
        await(() -> given().get(versions).jsonPath().getString("progress.stage").equals("coreset"));
        given().post(versions + "/cancel").then().statusCode(202);
        JsonPath cancelled = awaitEnd(set, 1);
        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(vectorsOf(cancelled)).isZero();
    }

    @Test
    void version_that_has_ended_cannot_be_cancelled() {
        String set = setOf(List.of(1, 2, 3));
        build(set, "{}");
        awaitEnd(set, 1);
        given().post(SETS + set + "/versions/1/cancel").then().statusCode(409).body("code", equalTo("version-ended"));
    }

    @Test
    void build_that_cannot_work_fails_with_a_remedy() {
        String set = setOf(List.of(1, 2, 3));
        build(set, """
                {"spec": {"layers": ["no_such_layer"]}}""");
        JsonPath failed = awaitEnd(set, 1);
        assertThat(failed.getString("state")).isEqualTo("failed");
        assertThat(failed.getString("failure.detail")).contains("no_such_layer");
        assertThat(failed.getString("failure.remedy")).isNotBlank();
    }

    @Test
    void bank_that_lost_vectors_is_not_served() throws SQLException {
        String set = setOf(List.of(1, 2, 3));
        build(set, "{}");
        JsonPath ready = awaitEnd(set, 1);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from vector_block where partition = (select 'bank-' || bank"
                    + " from reference_version_bank where version_id = '" + ready.getString("id") + "')");
        }
        assertThat(catchThrowable(() -> versions.load(UUID.fromString(ready.getString("id")))))
                .asInstanceOf(type(PatchbankException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReferenceError.BANK_DAMAGED));
    }

    @Test
    void deleted_set_leaves_no_vectors_behind() throws SQLException {
        String set = setOf(List.of(1, 2, 3));
        build(set, "{}");
        JsonPath ready = awaitEnd(set, 1);
        assertThat(vectorsOf(ready)).isEqualTo(ready.getInt("bank.size"));
        given().delete(SETS + set).then().statusCode(204);
        assertThat(vectorsOf(ready)).isZero();
    }

    private int vectorsOf(JsonPath version) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select coalesce(sum(row_count), 0) from vector_block"
                        + " where metadata like '%\"" + version.getString("reference_set_id") + "\"%'")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void version_of_too_few_images_is_refused() {
        String set = setOf(List.of(1));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(SETS + set + "/versions")
                .then()
                .statusCode(422)
                .body("code", equalTo("too-few-images"))
                .body("remedy", notNullValue());
        given().get(SETS + set + "/versions").then().body("items", empty()).body("next_cursor", nullValue());
    }

    @Test
    void unknown_version_is_not_found() {
        String set = setOf(List.of(1));
        given().get(SETS + set + "/versions/7").then().statusCode(404).body("code", equalTo("version-not-found"));
        given().get(SETS + set + "/versions/7/events").then().statusCode(404);
    }

    private static String setOf(List<Integer> seeds) {
        return setOf(seeds, "{}");
    }

    private static String setOf(List<Integer> seeds, String spec) {
        String set = "versions-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"" + set + "\", \"product\": \"plate\", \"spec\": " + spec + "}")
                .post(SETS)
                .then()
                .statusCode(201);
        RequestSpecification request = given();
        seeds.forEach(seed -> request.multiPart("file", "%03d.png".formatted(seed), TestImages.good(seed)));
        request.post(SETS + set + "/images").then().statusCode(200).body("accepted.size()", greaterThan(0));
        return set;
    }

    private static ValidatableResponse build(String set, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(SETS + set + "/versions")
                .then()
                .statusCode(202)
                .header("Location", anyOf(endsWith("/1"), endsWith("/2")));
    }

    private static JsonPath awaitEnd(String set, int number) {
        String version = SETS + set + "/versions/" + number;
        await(() -> ENDED.contains(given().get(version).jsonPath().getString("state")));
        return given().get(version).jsonPath();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
