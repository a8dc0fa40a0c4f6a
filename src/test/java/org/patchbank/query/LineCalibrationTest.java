package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** Deployments that are calibrated on good images of their own line. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineCalibrationTest {
    private TestProduct plate;

    @BeforeEach
    void build() {
        if (plate == null) {
            plate = new TestProduct("calibrated-plate").enrol(12);
            plate.build();
            plate.build();
        }
    }

    private String deploy(String line) {
        return "/api/v1/deployments/"
                + plate.deploy(line, 1).then().statusCode(201).extract().path("id");
    }

    private static ValidatableResponse calibrate(String deployment, int from, int to) {
        RequestSpecification upload = given();
        for (int i = from; i < to; i++) {
            upload.multiPart("file", "line-" + i + ".png", TestProduct.good(i), "image/png");
        }
        return upload.post(deployment + "/calibration?by=m.ruiz").then().statusCode(200);
    }

    @Test
    void second_line_of_a_set_that_names_none_is_asked_for_its_own_images() {
        TestProduct twoLines = new TestProduct("plate-of-two-lines").enrol(12);
        twoLines.build();
        twoLines.deploy("first", 1)
                .then()
                .statusCode(201)
                .body("calibration.elsewhere", equalTo(false))
                .body("calibration.built_for.line", nullValue());
        String second = twoLines.deploy("second", 1)
                .then()
                .statusCode(201)
                .body("calibration.elsewhere", equalTo(true))
                .body("calibration.built_for.line", equalTo("first"))
                .body("calibration.advice", containsString("Send 24 good images of this line"))
                .extract()
                .path("id");

        calibrate("/api/v1/deployments/" + second, 2000, 2010)
                .body("deployment.calibration.source", equalTo("deployment"))
                .body("deployment.calibration.advice", containsString("more good images of this line"));
    }

    @Test
    void limits_follow_from_the_images_of_the_line() {
        String deployment = deploy("a");
        given().get(deployment)
                .then()
                .body("calibration.source", equalTo("version"))
                .body("calibration.images", equalTo(12));

        List<Float> scores = calibrate(deployment, 2000, 2010)
                .body("rejected", empty())
                .body("deployment.revision", equalTo(2))
                .body("deployment.calibration.source", equalTo("deployment"))
                .body("deployment.calibration.images", equalTo(10))
                .body("deployment.calibration.more_images", equalTo(14))
                .body("deployment.threshold.reject.calibration_images", equalTo(10))
                .extract()
                .path("accepted.score");
        float largest = scores.stream().max(Float::compare).orElseThrow();
        given().get(deployment).then().body("threshold.reject.value", equalTo(largest));
        float judged = plate.inspect("a", TestProduct.good(2000)).path("score");
        assertThat(judged).isEqualTo(scores.get(0));

        calibrate(deployment, 2005, 2015)
                .body("accepted.findAll { it.duplicate }", hasSize(5))
                .body("deployment.revision", equalTo(3))
                .body("deployment.calibration.images", equalTo(15));
        calibrate(deployment, 2005, 2006).body("deployment.revision", equalTo(3));
        given().get(deployment + "/calibration")
                .then()
                .body("items", hasSize(15))
                .body("items[0].added_by", equalTo("m.ruiz"))
                .body("items[0].node", containsString("node-"));

        given().delete(deployment + "/calibration")
                .then()
                .statusCode(200)
                .body("revision", equalTo(4))
                .body("calibration.source", equalTo("version"))
                .body("calibration.images", equalTo(12));
        given().get(deployment + "/calibration").then().body("items", empty());
        given().get(deployment + "/thresholds")
                .then()
                .body("items.calibration", equalTo(List.of("version", "deployment", "deployment", "version")));
    }

    @Test
    void images_that_the_version_learned_from_are_refused() {
        String deployment = deploy("b");

        calibrate(deployment, 0, 2)
                .body("accepted", empty())
                .body("rejected.code", equalTo(List.of("calibration-image-learned", "calibration-image-learned")))
                .body("deployment.revision", equalTo(1));
        given().multiPart("file", "x.png", "no image".getBytes(StandardCharsets.UTF_8))
                .post(deployment + "/calibration")
                .then()
                .statusCode(200)
                .body("rejected", hasSize(1))
                .body("deployment.calibration.source", equalTo("version"));
    }

    @Test
    void another_version_scores_the_images_of_the_line_anew() {
        String deployment = deploy("c");
        List<Float> before = calibrate(deployment, 2100, 2106).extract().path("accepted.score");
        int other = plate.build(Map.of("input_size", 128));

        given().contentType(ContentType.JSON)
                .body(Map.of("version", other))
                .put(deployment)
                .then()
                .statusCode(200)
                .body("calibration.source", equalTo("deployment"))
                .body("calibration.images", equalTo(6));

        List<Float> after = given().get(deployment + "/calibration").path("items.score");
        assertThat(after).hasSize(6).isNotEqualTo(before);
        float judged = plate.inspect("c", TestProduct.good(2100)).path("score");
        assertThat(after).contains(judged);
    }

    @Test
    void version_of_another_line_asks_for_images_of_this_one() {
        String set = given().contentType(ContentType.JSON)
                .body(Map.of("name", "lined", "product", plate.name(), "line", "press"))
                .post("/api/v1/reference-sets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        RequestSpecification upload = given();
        for (int i = 0; i < 4; i++) {
            upload.multiPart("file", i + ".png", TestProduct.good(i), "image/png");
        }
        upload.post("/api/v1/reference-sets/" + set + "/images").then().statusCode(200);
        given().contentType(ContentType.JSON).body("{}").post("/api/v1/reference-sets/" + set + "/versions");
        String state = "";
        while (!"ready".equals(state)) {
            state = given().get("/api/v1/reference-sets/" + set + "/versions/1").path("state");
            assertThat(state).isNotEqualTo("failed");
        }

        given().contentType(ContentType.JSON)
                .body(Map.of("product", plate.name(), "line", "oven", "reference_set", "lined", "version", 1))
                .post("/api/v1/deployments")
                .then()
                .statusCode(201)
                .body("calibration.elsewhere", equalTo(true))
                .body("calibration.built_for.line", equalTo("press"))
                .body("calibration.more_images", equalTo(99))
                .body("calibration.advice", containsString("Send 99 good images of this line"));
        given().contentType(ContentType.JSON)
                .body(Map.of("product", plate.name(), "line", "press", "reference_set", "lined", "version", 1))
                .post("/api/v1/deployments")
                .then()
                .statusCode(201)
                .body("calibration.elsewhere", equalTo(false))
                .body("calibration.advice", nullValue());
    }
}
