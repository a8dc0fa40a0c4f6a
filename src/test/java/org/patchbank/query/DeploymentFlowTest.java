package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** The life of a deployment: limits, history, promotion, removal. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeploymentFlowTest {
    private static final String DEPLOYMENTS = "/api/v1/deployments/";
    private static final byte[] GOOD = TestProduct.good(1001);

    private TestProduct plate;

    @BeforeEach
    void build() {
        if (plate == null) {
            plate = new TestProduct("deployed-plate").enrol(20);
            assertThat(plate.build()).isEqualTo(1);
            assertThat(plate.build()).isEqualTo(2);
        }
    }

    @Test
    void limits_state_what_they_promise() {
        plate.deploy("a", 1)
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("revision", equalTo(1))
                .body("threshold.review.method", equalTo("conformal"))
                .body("threshold.review.false_reject_wanted", equalTo(0.1f))
                .body("threshold.review.interval90", hasSize(2))
                .body("threshold.review.calibration_images", equalTo(20))
                .body("threshold.reject.method", equalTo("conformal_largest"))
                .body("threshold.reject.advice", notNullValue());
    }

    @Test
    void limit_for_a_rate_out_of_reach_is_extrapolated_on_demand_and_marked() {
        TestProduct many = new TestProduct("many-plates").enrol(50);
        String id = many.deploy("a", many.build()).path("id");

        put(id + "/threshold", Map.of("reject_rate", 0.005))
                .statusCode(200)
                .body("threshold.reject.method", equalTo("conformal_largest"))
                .body("threshold.reject.extrapolated", equalTo(false))
                .body("threshold.reject.advice", containsString("extrapolate"));
        put(id + "/threshold", Map.of("extrapolate", true))
                .statusCode(200)
                .body("threshold.reject.method", equalTo("pareto_tail"))
                .body("threshold.reject.extrapolated", equalTo(true))
                .body("threshold.reject.false_reject_wanted", equalTo(0.005f))
                .body("threshold.reject.interval90", hasSize(2))
                .body("threshold.reject.advice", containsString("extrapolation"))
                .body("threshold.review.method", equalTo("conformal"))
                .body("threshold.review.extrapolated", equalTo(false));

        given().get(DEPLOYMENTS + id + "/thresholds")
                .then()
                .body("items.threshold.reject.method", contains("pareto_tail", "conformal_largest", "conformal"))
                .body("items.threshold.reject.extrapolated", contains(true, false, false));
        put(id, Map.of("reject_rate", 0.004)).body("threshold.reject.method", equalTo("pareto_tail"));
        String inspection = many.inspect("a", TestProduct.good(0))
                .then()
                .statusCode(201)
                .body("threshold.reject_extrapolated", equalTo(true))
                .body("threshold.review_extrapolated", equalTo(false))
                .extract()
                .path("links.self");
        given().get(inspection).then().body("threshold.reject_extrapolated", equalTo(true));
    }

    @Test
    void limits_below_zero_are_taken_since_likelihoods_may_be() {
        TestProduct likely = new TestProduct("likely-plates").enrol(12);
        String id = likely.deploy("a", likely.build()).path("id");

        put(id + "/threshold", Map.of("reject_threshold", -2.5, "review_threshold", -3))
                .statusCode(200)
                .body("threshold.reject.value", equalTo(-2.5f))
                .body("threshold.review.value", equalTo(-3f));
    }

    @Test
    void too_few_images_to_extrapolate_are_told_plainly() {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "product",
                        plate.name(),
                        "line",
                        "few",
                        "reference_set",
                        plate.referenceSet(),
                        "version",
                        1,
                        "extrapolate",
                        true))
                .post(DEPLOYMENTS)
                .then()
                .statusCode(201)
                .body("threshold.reject.method", equalTo("conformal_largest"))
                .body("threshold.reject.extrapolated", equalTo(false))
                .body("threshold.reject.advice", containsString("takes 50 at least"));
    }

    @Test
    void second_deployment_on_a_line_is_refused_with_what_to_do() {
        plate.deploy("b", 1).then().statusCode(201);

        plate.deploy("b", 2)
                .then()
                .statusCode(409)
                .body("code", equalTo("already-deployed"))
                .body("remedy", containsString("PUT"));
    }

    @Test
    void version_that_is_not_there_or_not_ready_is_refused() {
        plate.deploy("c", 77).then().statusCode(404).body("code", equalTo("version-not-found"));
        TestProduct slow = new TestProduct("slow-plate").enrol(12);
        int building = slow.startBuild();

        slow.deploy("c", building).then().statusCode(409).body("code", equalTo("version-not-ready"));
    }

    @Test
    void set_of_another_product_is_refused() {
        given().contentType(ContentType.JSON)
                .body(Map.of("product", "other", "reference_set", plate.referenceSet(), "version", 1))
                .post(DEPLOYMENTS)
                .then()
                .statusCode(422)
                .body("code", equalTo("other-product"));
    }

    @Test
    void changed_limit_judges_the_next_image_and_stays_in_the_history() {
        String id = plate.deploy("d", 1).path("id");
        plate.inspect("d", GOOD).then().body("decision", equalTo("accept"));

        put(
                        id + "/threshold",
                        Map.of(
                                "reject_threshold",
                                0.001,
                                "review_threshold",
                                0.0005,
                                "reason",
                                "strict",
                                "by",
                                "m.weber"))
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("version", equalTo(1))
                .body("threshold.reject.method", equalTo("manual"));

        plate.inspect("d", GOOD).then().body("decision", equalTo("reject")).body("threshold.reject", equalTo(0.001f));
        given().get(DEPLOYMENTS + id + "/thresholds")
                .then()
                .body("items.revision", contains(2, 1))
                .body("items.reason", contains("strict", "deployed"))
                .body("items.by", contains("m.weber", null));
    }

    @Test
    void promoted_version_judges_the_next_image_and_going_back_is_the_same_call() {
        String id = plate.deploy("e", 1).path("id");

        put(id, Map.of("version", 2)).statusCode(200).body("version", equalTo(2));
        plate.inspect("e", GOOD).then().statusCode(201).body("version", equalTo(2));
        put(id, Map.of("version", 1, "reason", "back")).statusCode(200).body("revision", equalTo(3));
        plate.inspect("e", GOOD).then().statusCode(201).body("version", equalTo(1));
    }

    @Test
    void limit_by_hand_does_not_outlive_its_version() {
        String id = plate.deploy("f", 1).path("id");
        put(id + "/threshold", Map.of("reject_threshold", 90)).statusCode(200);

        put(id, Map.of("version", 2)).statusCode(422).body("code", equalTo("manual-threshold-not-comparable"));
        put(id, Map.of("version", 2, "reject_rate", 0.05)).statusCode(200);
    }

    @Test
    void crossed_limits_are_refused() {
        String id = plate.deploy("g", 1).path("id");

        put(id + "/threshold", Map.of("reject_threshold", 1, "review_threshold", 2))
                .statusCode(422)
                .body("code", equalTo("thresholds-crossed"));
    }

    @Test
    void removed_deployment_judges_no_more_and_keeps_what_it_judged() {
        String id = plate.deploy("h", 1).path("id");
        Response inspection = plate.inspect("h", GOOD);

        given().delete(DEPLOYMENTS + id).then().statusCode(204);

        plate.inspect("h", GOOD).then().statusCode(404).body("code", equalTo("not-deployed"));
        given().get(inspection.path("links.self").toString()).then().statusCode(200);
        given().get(inspection.path("links.overlay").toString()).then().statusCode(200);
        given().get(DEPLOYMENTS + id).then().statusCode(404);
        given().get(DEPLOYMENTS + id + "/thresholds").then().statusCode(200).body("items", hasSize(1));
        given().delete(DEPLOYMENTS + id).then().statusCode(404);
        plate.deploy("h", 2).then().statusCode(201);
    }

    @Test
    void list_filters_by_product_and_line() {
        plate.deploy("i", 1).then().statusCode(201);

        given().get("/api/v1/deployments?product=deployed-plate&line=i").then().body("items.line", contains("i"));
        List<String> lines =
                given().get("/api/v1/deployments?product=deployed-plate").path("items.line");
        assertThat(lines).contains("i").isSorted();
        given().get("/api/v1/deployments?product=none").then().body("items", hasSize(0));
    }

    @Test
    void set_that_is_deployed_cannot_be_deleted() {
        plate.deploy("j", 1).then().statusCode(201);

        given().delete("/api/v1/reference-sets/" + plate.referenceSet())
                .then()
                .statusCode(409)
                .body("code", equalTo("reference-set-deployed"));
    }

    @Test
    void readiness_names_every_deployment() {
        plate.deploy("k", 1).then().statusCode(201);

        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.data.'deployed-plate/k'", hasItem("ready, searched in memory"));
    }

    private static ValidatableResponse put(String path, Map<String, Object> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put(DEPLOYMENTS + path)
                .then();
    }
}
