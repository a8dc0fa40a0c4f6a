package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.Sha256;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** The way of an image from the request to what is kept of it, with the built-in network. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionFlowTest {
    private static final byte[] GOOD = TestProduct.good(1000);
    private static final byte[] DEFECTIVE = TestProduct.defective(DefectKind.MISSING_FEATURE, 0);

    private TestProduct plate;

    @BeforeEach
    void deploy() {
        if (plate == null) {
            plate = new TestProduct("flow-plate").enrol(24);
            plate.deploy("line-1", plate.build()).then().statusCode(201);
        }
    }

    @Test
    void good_part_is_accepted_and_told_in_full() {
        Response answer = given().contentType("image/png")
                .body(GOOD)
                .post(plate.inspections("line-1") + "&serial=A-1&taken_at=2026-11-23T08:20:00Z");

        answer.then()
                .statusCode(201)
                .header("Location", endsWith(answer.path("links.self").toString()))
                .body("decision", equalTo("accept"))
                .body("product", equalTo("flow-plate"))
                .body("line", equalTo("line-1"))
                .body("serial", equalTo("A-1"))
                .body("reference_set", equalTo("flow-plate-good"))
                .body("version", equalTo(1))
                .body("regions", notNullValue())
                .body("image.sha256", equalTo(Sha256.of(GOOD)))
                .body("image.width", equalTo(256))
                .body("taken_at", equalTo("2026-11-23T08:20:00Z"))
                .body(
                        "timings_ms.keySet()",
                        hasItems(
                                "decode",
                                "preprocess",
                                "backbone",
                                "fuse",
                                "search",
                                "map",
                                "decide",
                                "store",
                                "total"));
        JsonPath kept = given().get(answer.path("links.self").toString()).jsonPath();
        assertThat(kept.getString("id")).isEqualTo(answer.path("id"));
        assertThat(kept.getDouble("score")).isEqualTo(answer.jsonPath().getDouble("score"));
        assertThat(Instant.parse(kept.getString("received_at")))
                .isEqualTo(answer.path("received_at").toString());
    }

    @Test
    void defective_part_is_rejected_and_its_defect_found() {
        plate.inspect("line-1", DEFECTIVE)
                .then()
                .statusCode(201)
                .body("decision", equalTo("reject"))
                .body("regions", not(empty()))
                .body("regions[0].width", greaterThan(0))
                .body("regions[0].peak", greaterThan(0f));
    }

    @Test
    void form_and_body_are_judged_alike() {
        float body = plate.inspect("line-1", DEFECTIVE).path("score");

        given().multiPart("file", "part.png", DEFECTIVE, "image/png")
                .post(plate.inspections("line-1"))
                .then()
                .statusCode(201)
                .body("score", equalTo(body));
    }

    @Test
    void image_that_cannot_be_used_leaves_no_row() {
        int before = count("");

        plate.inspect("line-1", new byte[] {1, 2, 3}).then().statusCode(not(equalTo(201)));
        byte[] truncated = Arrays.copyOf(GOOD, GOOD.length / 2);
        plate.inspect("line-1", truncated)
                .then()
                .statusCode(422)
                .contentType(startsWith("application/problem+json"))
                .body("remedy", notNullValue());

        assertThat(count("")).isEqualTo(before);
    }

    @Test
    void line_without_deployment_is_told() {
        plate.inspect("line-7", GOOD).then().statusCode(404).body("code", equalTo("not-deployed"));
    }

    @Test
    void same_key_and_image_give_the_same_inspection() {
        Response first = withKey("key-1", GOOD);
        Response again = withKey("key-1", GOOD);

        first.then().statusCode(201);
        again.then().statusCode(200).body("id", equalTo(first.path("id"))).header("Location", notNullValue());
    }

    @Test
    void same_key_and_another_image_are_refused() {
        withKey("key-2", GOOD).then().statusCode(201);

        withKey("key-2", DEFECTIVE).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void requests_with_one_key_at_the_same_moment_make_one_inspection() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(6);
        List<Future<Response>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(callers.submit(() -> withKey("key-3", GOOD)));
        }
        Set<String> ids = new HashSet<>();
        int made = 0;
        for (Future<Response> answer : answers) {
            ids.add(answer.get().path("id"));
            made += answer.get().statusCode() == 201 ? 1 : 0;
        }
        callers.shutdown();

        assertThat(ids).hasSize(1);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void list_filters_and_is_newest_first() {
        plate.inspect("line-1", GOOD).then().statusCode(201);
        Response rejected =
                given().contentType("image/png").body(DEFECTIVE).post(plate.inspections("line-1") + "&serial=F-9");
        Instant received = Instant.parse(rejected.path("received_at"));

        given().get(plate.inspections("line-1") + "&decision=reject")
                .then()
                .statusCode(200)
                .body("items.decision", everyItem(equalTo("reject")))
                .body("items[0].id", equalTo(rejected.path("id")));
        assertThat(ids("&serial=F-9")).containsExactly(rejected.path("id").toString());
        assertThat(ids("&min_score=" + 0.999 * rejected.<Float>path("score")))
                .contains(rejected.path("id").toString());
        assertThat(ids("&min_score=1e9")).isEmpty();
        assertThat(ids("&serial=F-9&deployment=" + rejected.path("deployment"))).hasSize(1);
        assertThat(ids("&serial=F-9&deployment=" + UUID.randomUUID())).isEmpty();
        assertThat(ids("&serial=F-9&version=1&reference_set=" + plate.referenceSet()))
                .hasSize(1);
        assertThat(ids("&serial=F-9&version=2&reference_set=" + plate.referenceSet()))
                .isEmpty();
        assertThat(ids("&serial=F-9&from=" + received)).hasSize(1);
        assertThat(ids("&serial=F-9&to=" + received)).isEmpty();
        assertThat(ids("&serial=F-9&from=" + received + "&to=" + received.plusMillis(1)))
                .hasSize(1);
        List<String> times =
                given().get(plate.inspections("line-1") + "&limit=500").path("items.received_at");
        assertThat(times)
                .isSortedAccordingTo(Comparator.comparing(Instant::parse).reversed());
    }

    @Test
    void cursor_goes_on_where_the_page_ended_while_inspections_are_added() {
        String serial = "&serial=cursor";
        for (int i = 0; i < 5; i++) {
            given().contentType("image/png").body(GOOD).post(plate.inspections("line-1") + serial);
        }
        List<String> expected = ids(serial);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = given().get(plate.inspections("line-1") + serial + "&limit=2" + cursor);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
            given().contentType("image/png").body(GOOD).post(plate.inspections("line-1") + serial);
        } while (cursor != null);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void cursor_of_another_filter_is_refused() {
        plate.inspect("line-1", GOOD);
        plate.inspect("line-1", GOOD);
        String cursor = given().get(plate.inspections("line-1") + "&limit=1").path("next_cursor");

        given().get(plate.inspections("line-1") + "&decision=reject&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-cursor"));
    }

    @Test
    void pictures_have_the_size_of_the_image_and_are_kept_by_browsers() throws Exception {
        Response inspection = plate.inspect("line-1", DEFECTIVE);
        for (String kind : List.of("image", "map", "overlay")) {
            String path = inspection.path("links." + kind);
            Response picture = given().get(path);
            picture.then()
                    .statusCode(200)
                    .contentType("image/png")
                    .header("Cache-Control", containsString("immutable"))
                    .header("ETag", notNullValue());
            BufferedImage image = decode(picture.asByteArray());
            assertThat(image.getWidth()).isEqualTo(256);
            assertThat(image.getHeight()).isEqualTo(256);
            given().header("If-None-Match", picture.header("ETag"))
                    .get(path)
                    .then()
                    .statusCode(304);
        }
        assertThat(given().get(inspection.path("links.self") + "/original").asByteArray())
                .isEqualTo(DEFECTIVE);
    }

    @Test
    void thumbnail_is_a_small_jpeg_of_few_sizes() throws Exception {
        String path = plate.inspect("line-1", DEFECTIVE).path("links.self") + "/thumbnail";
        Response picture = given().get(path + "?size=120");

        picture.then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", containsString("immutable"))
                .header("ETag", notNullValue());
        assertThat(decode(picture.asByteArray()).getWidth()).isEqualTo(120);
        assertThat(decode(given().get(path).asByteArray()).getWidth()).isEqualTo(240);
        given().get(path + "?size=4000").then().statusCode(400);
    }

    @Test
    void map_is_high_where_the_defect_is() throws Exception {
        Response inspection = plate.inspect("line-1", DEFECTIVE);
        Response picture = given().get(inspection.path("links.map").toString());
        double fullScale = Double.parseDouble(picture.header("X-Full-Scale"));
        int x = inspection.path("regions[0].peak_x");
        int y = inspection.path("regions[0].peak_y");

        double value = decode(picture.asByteArray()).getRaster().getSample(x, y, 0) / 65535.0 * fullScale;

        float peak = inspection.path("regions[0].peak");
        assertThat(value).isCloseTo(Math.min(peak, fullScale), offset(fullScale / 60000));
    }

    @Test
    void pictures_of_no_inspection_are_not_found() {
        given().get("/api/v1/inspections/00000000-0000-7000-8000-000000000000/overlay")
                .then()
                .statusCode(404)
                .body("code", equalTo("inspection-not-found"));
    }

    @Test
    void inspections_are_counted_and_measured() {
        plate.inspect("line-1", GOOD);

        assertThat(given().get("/q/metrics").asString())
                .containsPattern(
                        "patchbank_inspections_total\\{decision=\"accept\",line=\"line-1\",product=\"flow-plate\"\\} [1-9]")
                .containsPattern("patchbank_inspection_stage_seconds_count\\{stage=\"store\"\\} [1-9]");
    }

    private Response withKey(String key, byte[] image) {
        return given().header("Idempotency-Key", key)
                .contentType("image/png")
                .body(image)
                .post(plate.inspections("line-1"));
    }

    private List<String> ids(String filter) {
        return given().get(plate.inspections("line-1") + "&limit=500" + filter).path("items.id");
    }

    private int count(String filter) {
        return ids(filter).size();
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
