package org.patchbank.inspection.drift;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.platform.Ids;
import org.patchbank.platform.database.Sql;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.RepeatedInspections;
import org.patchbank.testing.TestProduct;
import org.patchbank.testing.WebhookReceiver;

/** Lines whose light and scores change, as a user of the API and a receiver of webhooks see it. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftFlowTest {
    private static final String DEPLOYMENTS = "/api/v1/deployments/";
    private static final String WARNINGS = "/api/v1/warnings";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Deployments deployments;

    @Inject
    DriftJobs jobs;

    @Inject
    Ids ids;

    @Inject
    Sql sql;

    private RepeatedInspections repeated;
    private TestProduct plate;

    @BeforeEach
    void build() {
        if (plate == null) {
            repeated = new RepeatedInspections(sql, ids);
            plate = new TestProduct("drift-plate").enrol(40);
            plate.build();
        }
    }

    @Test
    void darker_images_are_warned_of_with_since_when_pictures_and_a_signed_message() {
        String id = plate.deploy("darker", 1).path("id");
        List<String> usual = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            usual.add(inspect("darker", TestProduct.good(1001 + i)));
        }
        JsonPath like = given().get("/api/v1/inspections/" + usual.get(0)).jsonPath();
        assertThat(like.getDouble("image.brightness")).isBetween(10.0, 245.0);
        assertThat(like.getDouble("image.sharpness")).isPositive();
        repeated.repeat(usual, 400, 0);
        JsonPath stable = await(id, drift -> present(drift, "brightness") != null);
        assertThat(stable.getList("warnings")).isEmpty();
        assertThat(stable.getInt(present(stable, "brightness") + ".reference_size"))
                .isEqualTo(200);
        assertThat(stable.getDouble(present(stable, "brightness") + ".psi")).isLessThan(0.4);

        try (WebhookReceiver receiver = new WebhookReceiver()) {
            JsonPath webhook = webhook(receiver);
            Instant change = Instant.now();
            List<String> dark = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                dark.add(inspect("darker", darker(TestProduct.good(1100 + i % 10))));
            }
            // The program's own job may have looked meanwhile, and looks again only when enough is new.
            dark.addAll(repeated.repeat(List.copyOf(dark), 100, 0));
            JsonPath drift = await(id, found -> warning(found, "brightness") != null);
            String warning = warning(drift, "brightness");

            assertThat(drift.getString(warning + ".state")).isEqualTo("open");
            assertThat(Instant.parse(drift.getString(warning + ".since")))
                    .isBetween(change.minusMillis(1), Instant.now());
            assertThat((double) Duration.between(change, Instant.parse(drift.getString(warning + ".since")))
                            .toMillis())
                    .as("a few images late at most")
                    .isCloseTo(0, within(Duration.between(change, Instant.now()).toMillis() / 3.0));
            assertThat(drift.getBoolean(warning + ".since_start")).isFalse();
            assertThat(drift.getDouble(warning + ".p_value")).isLessThan(1e-5);
            assertThat(drift.getList(warning + ".after_inspections.id", String.class))
                    .hasSize(4)
                    .isSubsetOf(dark);
            assertThat(drift.getList(warning + ".before_inspections.id", String.class))
                    .hasSize(4)
                    .doesNotContainAnyElementsOf(dark);
            given().get(drift.getString(warning + ".after_inspections[0].image"))
                    .then()
                    .statusCode(200);
            given().get(drift.getString(warning + ".before_inspections[0].image"))
                    .then()
                    .statusCode(200);

            WebhookReceiver.Message told = awaitMessage(receiver, "drift.warning", "brightness");
            assertThat(told.signedWith(webhook.getString("secret"))).isTrue();
            assertThat(told.json().getString("data.id")).isEqualTo(drift.getString(warning + ".id"));
            assertThat(told.json().getList("data.after_inspections", String.class))
                    .isSubsetOf(dark);
            given().get(told.json().getString("data.link")).then().statusCode(200);
            awaitMetric("patchbank_drift_warning{line=\"darker\",measure=\"brightness\",product=\"drift-plate\"} 1.0");

            acknowledgeAndResolve(id, drift.getString(warning + ".id"), usual, receiver);
            given().delete("/api/v1/webhooks/" + webhook.getString("id")).then().statusCode(204);
        }
    }

    private void acknowledgeAndResolve(
            String deployment, String warning, List<String> usual, WebhookReceiver receiver) {
        acknowledge(warning).then().statusCode(200).body("state", equalTo("acknowledged"));
        acknowledge(warning).then().statusCode(409).body("code", equalTo("warning-acknowledged"));
        given().get(WARNINGS + "?product=drift-plate&state=acknowledged")
                .then()
                .body("items.id", hasItem(warning))
                .body("items.state", everyItem(equalTo("acknowledged")));
        given().get(WARNINGS + "?product=drift-plate&state=open").then().body("items.id", not(hasItem(warning)));
        repeated.repeat(usual, 300, 0);
        await(deployment, found -> !"acknowledged".equals(found.getString(warning(found, "brightness") + ".state")));
        given().get(WARNINGS + "/" + warning)
                .then()
                .body("state", equalTo("resolved"))
                .body("resolution", equalTo("back"))
                .body("acknowledged.note", equalTo("lamp 2"));
        assertThat(awaitMessage(receiver, "drift.resolved", "brightness").json().getString("data.resolution"))
                .isEqualTo("back");
    }

    @Test
    void scores_far_above_the_calibration_are_warned_of_though_all_were_accepted() {
        String id = plate.deploy("higher", 1).path("id");
        String one = inspect("higher", TestProduct.good(1001));
        Deployment deployment = deployments.get(UUID.fromString(id));
        double limit = deployment.rule().review().value();
        for (int i = 0; i < 100; i++) {
            repeated.insert(one, limit * (0.97 + 0.0002 * (i * 37 % 100)), 0);
        }
        JsonPath drift = await(id, found -> warning(found, "score") != null);
        String warning = warning(drift, "score");

        assertThat(drift.getList(warning + ".before_inspections.id", String.class))
                .as("the first one was as the calibration is")
                .contains(one);
        assertThat(drift.getList(warning + ".after_inspections")).hasSize(4);
        assertThat(drift.getDouble(warning + ".after")).isGreaterThan(drift.getDouble(warning + ".before"));
        assertThat(drift.getDouble(present(drift, "score") + ".shift.interval90[0]"))
                .isPositive();
        assertThat(present(drift, "brightness")).as("has no reference yet").isNull();

        given().delete(DEPLOYMENTS + id).then().statusCode(204);
        jobs.lookAtAll();
        given().get(WARNINGS + "/" + drift.getString(warning + ".id"))
                .then()
                .body("state", equalTo("resolved"))
                .body("resolution", equalTo("removed"));
    }

    @Test
    void new_reference_ends_warnings_of_images() {
        String id = plate.deploy("renewed", 1).path("id");
        String one = inspect("renewed", TestProduct.good(1001));
        repeated.repeat(List.of(one), 260, 0);
        repeated.repeat(List.of(one), 100, -40);
        JsonPath drift = await(id, found -> warning(found, "brightness") != null);

        given().contentType(ContentType.JSON)
                .body(Map.of("by", "anna", "reason", "new lamp"))
                .post(DEPLOYMENTS + id + "/drift/reference")
                .then()
                .statusCode(200)
                .body("warnings[0].resolution", equalTo("new_reference"))
                .body("measures.find { it.measure == 'brightness' }.series", empty());
        repeated.repeat(List.of(one), 300, -40);
        JsonPath renewed = await(id, found -> present(found, "brightness") != null);

        assertThat(renewed.getList("warnings.findAll { it.state != 'resolved' }"))
                .isEmpty();
        assertThat(renewed.getDouble(present(renewed, "brightness") + ".reference_middle"))
                .isLessThan(drift.getDouble(present(drift, "brightness") + ".reference_middle") - 20);
    }

    @Test
    void deployment_that_was_never_looked_at_has_nothing_to_show() {
        String id = plate.deploy("idle", 1).path("id");

        given().get(DEPLOYMENTS + id + "/drift?points=5")
                .then()
                .statusCode(200)
                .body("looked_at", nullValue())
                .body("measures", hasSize(5))
                .body("measures.find { it.measure == 'brightness' }.waiting.have", equalTo(0))
                .body("measures.find { it.measure == 'brightness' }.waiting.need", equalTo(230))
                .body("measures.find { it.measure == 'score' }.waiting.of", equalTo("inspections"))
                .body("warnings", empty());
        given().get(DEPLOYMENTS + "019ab1c3-0a10-7abc-8def-0123456789ab/drift")
                .then()
                .statusCode(404)
                .body("code", equalTo("deployment-not-found"));
        given().get(WARNINGS + "/019ab1c3-0a10-7abc-8def-0123456789ab")
                .then()
                .statusCode(404)
                .body("code", equalTo("warning-not-found"));
        given().get(WARNINGS + "?state=lost").then().statusCode(400);
    }

    private String inspect(String line, byte[] image) {
        return plate.inspect(line, image).then().statusCode(201).extract().path("id");
    }

    private static io.restassured.response.Response acknowledge(String warning) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("by", "anna", "note", "lamp 2"))
                .post(WARNINGS + "/" + warning + "/acknowledge");
    }

    private static JsonPath webhook(WebhookReceiver receiver) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "url",
                        receiver.url(),
                        "events",
                        List.of("drift.warning", "drift.resolved"),
                        "product",
                        "drift-plate"))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static byte[] darker(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new RescaleOp(0.6f, 0, null).filter(image, null), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of the last look at a measure. @return null if there was none */
    private static String present(JsonPath drift, String measure) {
        String path = "measures.find { it.measure == '" + measure + "' }.present";
        return drift.get(path) == null ? null : path;
    }

    /** The path of a measure's newest warning. @return null if there is none */
    private static String warning(JsonPath drift, String measure) {
        String path = "warnings.find { it.measure == '" + measure + "' }";
        return drift.get(path) == null ? null : path;
    }

    /** Looks until it is found: the program's own job may be at it. */
    private JsonPath await(String deployment, Predicate<JsonPath> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            jobs.lookAtAll();
            JsonPath drift = given().get(DEPLOYMENTS + deployment + "/drift").jsonPath();
            if (wanted.test(drift)) {
                return drift;
            }
            assertThat(Instant.now()).as("%s", drift.prettify()).isBefore(end);
            pause();
        }
    }

    private static WebhookReceiver.Message awaitMessage(WebhookReceiver receiver, String type, String measure) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            for (WebhookReceiver.Message message : receiver.messages()) {
                if (message.json().getString("type").equals(type)
                        && measure.equals(message.json().getString("data.measure"))) {
                    return message;
                }
            }
            assertThat(Instant.now()).as("%s", receiver.messages()).isBefore(end);
            pause();
        }
    }

    private void awaitMetric(String line) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!given().get("/q/metrics").asString().contains(line)) {
            assertThat(Instant.now()).isBefore(end);
            jobs.lookAtAll();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
