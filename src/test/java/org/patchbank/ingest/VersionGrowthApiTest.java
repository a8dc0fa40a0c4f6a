package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.MemoryBank;
import org.patchbank.reference.LoadedVersion;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class VersionGrowthApiTest {
    private static final String SETS = "/api/v1/reference-sets/";
    private static final Set<String> ENDED = Set.of("ready", "failed", "cancelled");

    @Inject
    ReferenceVersions versions;

    @Inject
    DataSource database;

    @Test
    void grown_version_keeps_the_bank_and_its_scores_and_names_what_was_added() {
        String set = setOf(8);
        JsonPath base = built(set, "{}");
        assertThat(base.getDouble("model.covering_radius")).isPositive();
        assertThat(base.<Object>get("growth")).isNull();
        add(set, "odd-2.png", TestImages.scratched(101));
        add(set, "odd-1.png", TestImages.scratched(100));

        build(set, "{\"grow_from\": 1}")
                .statusCode(202)
                .body("number", is(2))
                .body("state", equalTo("queued"))
                .body("images", is(10))
                .body("growth.from", is(1))
                .body("growth.added.name", equalTo(List.of("odd-1.png", "odd-2.png")))
                .body("growth.added[0].inspection", nullValue())
                .body("growth.added[0].links.content", containsString("/images/"))
                .body("growth.added_rows", nullValue());
        JsonPath grown = awaitEnd(set, 2);

        assertThat(grown.getString("state")).isEqualTo("ready");
        assertThat(grown.getInt("growth.added_rows")).isPositive();
        assertThat(grown.getInt("growth.kept_scores")).isEqualTo(8);
        assertThat(grown.getInt("bank.size")).isEqualTo(base.getInt("bank.size") + grown.getInt("growth.added_rows"));
        assertThat(grown.getInt("bank.embeddings")).isEqualTo(10 * 784);
        assertThat(grown.getDouble("model.covering_radius")).isEqualTo(base.getDouble("model.covering_radius"));
        assertThat(grown.getInt("calibration.images")).isEqualTo(10);
        assertThat(grown.<Object>get("spec")).isEqualTo(base.<Object>get("spec"));
        LoadedVersion before = load(base);
        LoadedVersion after = load(grown);
        MemoryBank kept = before.state().bank("");
        MemoryBank bank = after.state().bank("");
        assertThat(Arrays.copyOf(bank.vectors(), kept.vectors().length)).isEqualTo(kept.vectors());
        assertThat(IntStream.range(kept.size(), bank.size()).map(bank::image)).allMatch(image -> image >= 8);
        assertThat(after.images().subList(0, 8)).isEqualTo(before.images());
        assertThat(after.images().stream().map(LoadedVersion.UsedImage::name))
                .endsWith("good-008.png", "odd-1.png", "odd-2.png");
        assertThat(after.calibrationScores()).hasSize(10).doesNotContain(0);
    }

    @Test
    void same_base_and_images_give_the_same_bank_and_scores() {
        String set = setOf(6);
        built(set, "{}");
        List<String> odd = IntStream.range(0, 3)
                .mapToObj(i -> add(set, "odd-" + i + ".png", TestImages.scratched(200 + i)))
                .toList();

        JsonPath first = built(set, growBy(1, odd));
        JsonPath second = built(set, growBy(1, List.of(odd.get(2), odd.get(0), odd.get(1))));

        assertThat(first.getInt("growth.added_rows")).isPositive();
        assertThat(second.getString("bank.hash")).isEqualTo(first.getString("bank.hash"));
        assertThat(load(second).calibrationScores()).isEqualTo(load(first).calibrationScores());
    }

    @Test
    void version_that_was_built_before_radii_were_kept_is_measured_and_grows_alike() throws SQLException {
        String set = setOf(6);
        JsonPath base = built(set, "{}");
        add(set, "odd.png", TestImages.scratched(300));
        JsonPath grown = built(set, "{\"grow_from\": 1}");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update reference_version set covering_radius = null where id = '" + base.getString("id") + "'");
        }
        assertThat(version(set, 1).<Object>get("model.covering_radius")).isNull();

        JsonPath again = built(set, "{\"grow_from\": 1}");

        assertThat(again.getString("bank.hash")).isEqualTo(grown.getString("bank.hash"));
        assertThat(version(set, 1).getDouble("model.covering_radius"))
                .isEqualTo(base.getDouble("model.covering_radius"));
    }

    @Test
    void grown_version_grows_again_and_only_by_the_images_that_are_named() {
        String set = setOf(6);
        built(set, "{}");
        String odd = add(set, "odd.png", TestImages.scratched(400));
        String other = add(set, "other.png", TestImages.scratched(401));

        JsonPath once = built(set, growBy(1, List.of(odd)));
        JsonPath twice = built(set, growBy(2, List.of(odd, other)));

        assertThat(once.getInt("images")).isEqualTo(7);
        assertThat(twice.getInt("growth.from")).isEqualTo(2);
        assertThat(twice.<String>getList("growth.added.name")).containsExactly("other.png");
        assertThat(twice.getInt("growth.kept_scores")).isEqualTo(7);
        assertThat(load(twice).images().subList(0, 7)).isEqualTo(load(once).images());
    }

    @Test
    void images_held_out_stay_what_is_calibrated_on() {
        String set = setOf(8);
        JsonPath base = built(set, """
                {"spec": {"calibration": {"method": "held_out", "share": 0.25}}}""");
        add(set, "odd.png", TestImages.scratched(500));

        JsonPath grown = built(set, "{\"grow_from\": 1}");

        assertThat(grown.getInt("calibration.images")).isEqualTo(2);
        assertThat(grown.<String>getList("calibration.held_out")).isEqualTo(base.getList("calibration.held_out"));
        assertThat(grown.getInt("bank.embeddings")).isEqualTo(7 * 784);
        assertThat(load(grown).calibrationScores()).isEqualTo(load(base).calibrationScores());
    }

    @Test
    void what_cannot_grow_is_refused_with_a_remedy() {
        String set = setOf(4);
        built(set, """
                {"spec": {"model": {"type": "gaussian"}}}""");
        built(set, "{}");
        build(set, "{\"grow_from\": 2}").statusCode(409).body("code", equalTo("nothing-to-grow-by"));
        String odd = add(set, "odd.png", TestImages.scratched(600));

        build(set, "{\"grow_from\": 1}")
                .statusCode(422)
                .body("code", equalTo("version-cannot-grow"))
                .body("remedy", containsString("without grow_from"));
        build(set, "{\"grow_from\": 9}").statusCode(404).body("code", equalTo("version-not-found"));
        build(set, growBy(2, List.of(UUID.randomUUID().toString())))
                .statusCode(404)
                .body("code", equalTo("reference-image-not-found"));
        build(set, "{\"grow_from\": 2, \"seed\": 3}").statusCode(422).body("code", equalTo("growth-contradicts"));
        build(set, "{\"images\": [\"" + odd + "\"]}").statusCode(422).body("code", equalTo("growth-contradicts"));
        String learned = given().get(SETS + set + "/images").path("items[0].id");
        given().delete(SETS + set + "/images/" + learned).then().statusCode(204);
        build(set, "{\"grow_from\": 2}")
                .statusCode(422)
                .body("code", equalTo("version-cannot-grow"))
                .body("detail", containsString("withdrawn"));
        given().get(SETS + set + "/versions").then().body("items", hasSize(2));
    }

    @Test
    void version_that_is_not_ready_cannot_be_grown() {
        String set = setOf(3);
        build(set, """
                {"spec": {"layers": ["no_such_layer"]}}""").statusCode(202);
        assertThat(awaitEnd(set, 1).getString("state")).isEqualTo("failed");
        add(set, "odd.png", TestImages.scratched(700));

        build(set, "{\"grow_from\": 1}").statusCode(409).body("code", equalTo("version-not-ready"));
    }

    private LoadedVersion load(JsonPath version) {
        return versions.load(UUID.fromString(version.getString("id")));
    }

    private static String growBy(int from, List<String> images) {
        return "{\"grow_from\": %d, \"images\": [\"%s\"]}".formatted(from, String.join("\", \"", images));
    }

    private static String setOf(int images) {
        String set = "growth-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"" + set + "\", \"product\": \"plate-grown\"}")
                .post(SETS)
                .then()
                .statusCode(201);
        for (int i = 1; i <= images; i++) {
            add(set, "good-%03d.png".formatted(i), TestImages.good(i));
        }
        return set;
    }

    /** The image's id. */
    private static String add(String set, String name, byte[] image) {
        return given().multiPart("file", name, image)
                .post(SETS + set + "/images")
                .then()
                .statusCode(200)
                .extract()
                .path("accepted[0].id");
    }

    private static ValidatableResponse build(String set, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(SETS + set + "/versions")
                .then();
    }

    private static JsonPath built(String set, String body) {
        int number = build(set, body).statusCode(202).extract().path("number");
        JsonPath ended = awaitEnd(set, number);
        assertThat(ended.getString("state")).isEqualTo("ready");
        return ended;
    }

    private static JsonPath version(String set, int number) {
        return given().get(SETS + set + "/versions/" + number).jsonPath();
    }

    private static JsonPath awaitEnd(String set, int number) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!ENDED.contains(version(set, number).getString("state"))) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return version(set, number);
    }
}
