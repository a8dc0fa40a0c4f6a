package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.DriftWarningRows;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeploymentPageTest {
    private static final String LINE = "limits";
    private static final int GOOD = 24;
    private static final int DEFECTIVE = 8;

    @Inject
    DataSource database;

    private String deployment;

    @BeforeEach
    void deploy() {
        if (deployment == null) {
            TestProduct plate = Plates.built();
            deployment = Plates.deployed(LINE);
            IntStream.range(0, GOOD)
                    .forEach(i -> judge(
                            plate.inspect(LINE, TestProduct.good(1000 + i)).path("id"), "good"));
            IntStream.range(0, DEFECTIVE)
                    .forEach(i -> judge(
                            plate.inspect(LINE, TestProduct.defective(DefectKind.MISSING_FEATURE, i))
                                    .path("id"),
                            "defective"));
            plate.inspect(LINE, TestProduct.good(1900));
        }
    }

    private static void judge(String inspection, String verdict) {
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", verdict, "by", "m.weber"))
                .post("/api/v1/inspections/" + inspection + "/verdicts")
                .then()
                .statusCode(201);
    }

    private JsonPath get(String part) {
        return given().get("/api/v1/deployments/" + deployment + part)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void histogram_counts_each_inspection_once_by_what_people_said() {
        JsonPath scores = get("/scores?bins=20");
        assertThat(scores.getList("edges")).hasSize(21);
        assertThat(sum(scores.getList("good"))).isEqualTo(GOOD);
        assertThat(sum(scores.getList("defective"))).isEqualTo(DEFECTIVE);
        assertThat(sum(scores.getList("not_judged"))).isGreaterThanOrEqualTo(1);
        assertThat(scores.getLong("inspections"))
                .isEqualTo(sum(scores.getList("good"))
                        + sum(scores.getList("defective"))
                        + sum(scores.getList("not_judged")));
        given().get("/api/v1/deployments/" + deployment + "/scores?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                .then()
                .body("inspections", equalTo(0))
                .body("edges", hasSize(81));
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }

    @Test
    void limit_is_moved_over_the_recorded_scores_and_put_in_force_with_a_reason() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/deployments/" + deployment);
            assertThat(page.locator("#scores canvas")).isVisible();
            assertThat(page.locator("#apply button.btn-primary")).isDisabled();
            int revision = Integer.parseInt(page.locator("#revision").textContent());

            Response answer = page.waitForResponse("**/what-if", () -> {
                page.locator("#reject-value").fill("1000");
                page.locator("#reject-value").press("Enter");
            });
            assertThat(answer.status()).isEqualTo(200);
            assertThat(page.locator("[data-row=rejected] td").nth(1)).hasText("00 %");
            assertThat(page.locator("[data-row=escape] td").first()).containsText("known");
            page.locator("#rare").check();
            page.locator("#review-slider").focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#apply button.btn-primary")).isEnabled();
            browser.checkAccessibility();
            browser.screenshot("deployment");

            page.locator("#apply [name=reason]").fill("too many good parts rejected");
            page.locator("#apply button.btn-primary").click();
            assertThat(page.locator("#person")).isFocused();
            browser.person("m.weber");
            page.locator("#apply button.btn-primary").click();

            assertThat(page.locator("#revision")).hasText(Integer.toString(revision + 1));
            assertThat(page.locator(".revisions tbody tr").first()).containsText("too many good parts rejected");
            assertThat(page.locator("#toasts")).containsText("The thresholds are in force.");
            assertThat(get("").getString("threshold.reject.method")).isEqualTo("manual");
        }
    }

    @Test
    void limits_are_tried_on_the_days_that_somebody_chooses() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/deployments/" + deployment);
            assertThat(page.locator("#scores canvas")).isVisible();
            page.locator("#period").selectOption("own");
            page.locator("#own-period [name=from]").fill("2020-01-01");
            page.locator("#own-period [name=to]").fill("2020-01-02");
            assertThat(page.locator("#no-scores")).hasText("This version has no inspections in this period.");
            assertThat(page.locator("#tried")).isHidden();
            browser.checkAccessibility();

            page.locator("#own-period [name=from]").fill(today.minusDays(1).toString());
            Request asked = page.waitForRequest(
                    "**/what-if", () -> page.locator("#own-period [name=to]").fill(today.toString()));
            assertThat(asked.postData())
                    .contains("\"from\":\"" + today.minusDays(1) + "T00:00:00.000Z\"")
                    .contains("\"to\":\"" + today.plusDays(1) + "T00:00:00.000Z\"");
            assertThat(page.locator("[data-row=accepted] td").first()).containsText("%");
            assertThat(page.locator("#no-scores")).isHidden();
            browser.screenshot("deployment-period");
        }
    }

    @Test
    void warning_of_drift_is_shown_with_pictures_and_acknowledged() {
        List<String> parts = given().get(TestProduct.BASE + "/inspections?product=" + Plates.PRODUCT + "&line=" + LINE)
                .jsonPath()
                .getList("items.id");
        new DriftWarningRows(database)
                .add(
                        Plates.PRODUCT,
                        LINE,
                        UUID.fromString(deployment),
                        List.of(UUID.fromString(parts.get(0))),
                        List.of(UUID.fromString(parts.get(1))));
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/");
            page.locator(".alarms a[href='/deployments/" + deployment + "#drift-title']")
                    .click();
            assertThat(page.locator(".warning")).containsText("Brightness");
            assertThat(page.locator(".warning img")).hasCount(2);
            assertThat(page.locator(".warning")).containsText("118.2 → 96.3");
            browser.checkAccessibility();
            browser.screenshot("deployment-drift");
            browser.person("m.weber");
            page.locator(".acknowledge [name=note]").fill("lamp 2 is ageing");
            page.locator(".acknowledge button").click();
            assertThat(page.locator(".warning")).containsText("Acknowledged by m.weber: lamp 2 is ageing");
        }
    }

    @Test
    void rates_bring_limits_that_follow_from_the_calibration() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/deployments/" + deployment);
            browser.person("m.weber");
            assertThat(page.locator("#scores canvas")).isVisible(); // what comes later moves the button
            assertThat(page.locator("#drift .empty")).isVisible();
            assertThat(page.locator("#by-rate [name=reject_rate]")).not().hasValue("");
            page.locator("#by-rate [name=review_rate]").fill("20");
            page.locator("#by-rate [name=reject_rate]").fill("8");
            page.locator("#by-rate [name=reason]").fill("fewer slips in week 48");
            page.locator("#by-rate button").click();
            assertThat(page.locator(".revisions tbody tr").first()).containsText("fewer slips in week 48");
            assertThat(page.locator(".revisions tbody tr").first()).containsText("m.weber");
            assertThat(get("").getDouble("threshold.reject.false_reject_wanted"))
                    .isEqualTo(0.08);
        }
    }

    @Test
    void line_is_calibrated_on_its_own_images_and_goes_back() {
        String other = Plates.deployed("limits-2");
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/deployments/" + other);
            assertThat(page.locator("#calibration")).containsText("auf denen die Version kalibriert wurde");
            browser.person("k.braun");
            page.locator("#calibration-drop input")
                    .setInputFiles(IntStream.range(3000, 3006)
                            .mapToObj(i -> new FilePayload("gut-" + i + ".png", "image/png", TestProduct.good(i)))
                            .toArray(FilePayload[]::new));
            assertThat(page.locator("#calibration")).containsText("gut-3005.png");
            assertThat(page.locator("#calibration")).containsText("k.braun");
            assertThat(page.locator("#calibration .alert")).containsText("fehlen noch 18 gute Bilder");
            browser.checkAccessibility();
            browser.screenshot("deployment-calibration");
            page.locator("#forget-calibration").click();
            assertThat(page.locator("#calibration")).containsText("auf denen die Version kalibriert wurde");
        }
    }

    @Test
    void limits_follow_the_parts_and_stay_again() {
        String other = Plates.deployed("limits-3");
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/deployments/" + other);
            browser.person("k.braun");
            page.locator("#rolling-on [name=last]").fill("100");
            page.locator("#rolling-on button").click();
            assertThat(page.locator("#rolling-state")).containsText("100");
            assertThat(page.locator("#no-scores")).isVisible();
            browser.checkAccessibility();
            browser.screenshot("deployment-tablet");
            page.locator("#rolling-off").click();
            assertThat(page.locator("#rolling-state")).containsText("They are fixed");
        }
    }
}
