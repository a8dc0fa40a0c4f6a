package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectsPageTest {
    private static final String LINE = "gallery";
    private static final String FILTER = "product=" + Plates.PRODUCT + "&line=" + LINE;
    private static final int EACH = 5;

    private String deployment;

    @BeforeEach
    void inspect() {
        if (deployment == null) {
            TestProduct plate = Plates.built();
            deployment = Plates.deployed(LINE);
            seen(plate, DefectKind.DENT);
            seen(plate, DefectKind.MISSING_FEATURE);
        }
    }

    private static void seen(TestProduct plate, DefectKind kind) {
        int found = 0;
        for (int part = 0; found < EACH; part++) {
            if (!"accept"
                    .equals(plate.inspect(LINE, TestProduct.defective(kind, part))
                            .path("decision"))) {
                found++;
            }
            assertThat(part).isLessThan(10 * EACH);
        }
    }

    private static List<Integer> unnamed() {
        return given().get("/api/v1/defects?verdict=none&limit=100&" + FILTER)
                .jsonPath()
                .getList("items.id");
    }

    private static JsonPath defect(Object id) {
        return given().get("/api/v1/defects/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void gallery_is_filtered_and_a_defect_named_there() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects");
            page.locator("select[name=product]").selectOption(Plates.PRODUCT);
            page.locator("select[name=line]").selectOption(LINE);
            page.locator("select[name=verdict]").selectOption("none");
            page.locator(".filters button.btn-primary").last().click();
            assertThat(page).hasURL(Pattern.compile("product=" + Plates.PRODUCT));
            assertThat(page.locator("select[name=product]")).hasValue(Plates.PRODUCT);
            assertThat(page.locator("#gallery .thumb").first()).containsText("not named");
            browser.checkAccessibility();
            browser.screenshot("defects");

            page.locator("#gallery .thumb").first().click();
            String id = page.locator("#defect").getAttribute("data-id");
            assertThat(page.locator("#similar .thumb").first()).containsText("distance 0.");
            assertThat(page.locator(".whole .box")).isVisible();
            browser.person("j.lang");
            page.locator("#name [name=type]").fill("Deep pit");
            page.locator("#name [name=severity]").selectOption("major");
            page.locator("#name [name=repair]").fill("filled");
            page.locator("#name button").click();
            assertThat(page.locator("#type")).hasText("deep-pit");
            browser.checkAccessibility();
            browser.screenshot("defect");

            assertThat(defect(id).getString("defect_type")).isEqualTo("deep-pit");
            assertThat(defect(id).getString("judged_by")).isEqualTo("j.lang");
            assertThat(defect(id).getString("repair")).isEqualTo("filled");
        }
    }

    @Test
    void picture_that_is_dropped_finds_those_that_look_alike() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects?" + FILTER);
            page.locator("#deployment").selectOption(deployment);
            page.locator("#drop input")
                    .setInputFiles(new FilePayload(
                            "part.png", "image/png", TestProduct.defective(DefectKind.MISSING_FEATURE, 77)));
            assertThat(page.locator("#similar .thumb").first()).containsText("distance 0.");
            assertThat(page.locator("#seen .box").first()).isVisible();
            assertThat(page.locator("#suggestion")).not().isEmpty();
            browser.checkAccessibility();
            browser.screenshot("defects-search");
        }
    }

    @Test
    void group_of_unnamed_defects_is_named_at_once() {
        try (Browser browser = Browser.open()) {
            int before = unnamed().size();
            Page page = browser.go("/defects?" + FILTER);
            browser.person("j.lang");
            page.locator("#group").click();
            Locator group = page.locator(".group").first();
            assertThat(group).containsText("look alike");
            browser.checkAccessibility();
            browser.screenshot("defects-groups");
            int groups = page.locator(".group").count();

            group.locator("[name=type]").fill("gap");
            group.locator("button").click();

            assertThat(page.locator(".group")).hasCount(groups - 1);
            assertThat(unnamed().size()).isLessThanOrEqualTo(before - 3);
        }
    }

    @Test
    void next_ones_come_when_they_are_asked_for() {
        String more = given().accept("text/html").get("/defects/more?" + FILTER).asString();
        assertThat(more).contains("/api/v1/defects/").doesNotContain("<html");
    }

    @Test
    void page_speaks_german_and_fits_a_tablet() {
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/defects?" + FILTER + "&verdict=none");
            assertThat(page.locator("h1")).hasText("Fehler, die gesehen wurden");
            assertThat(page.locator("#gallery")).containsText("nicht benannt");
            browser.checkAccessibility();
        }
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/defects?" + FILTER);
            browser.checkAccessibility();
            browser.screenshot("defects-tablet");
            page.locator("#gallery .thumb").first().click();
            assertThat(page.locator("#similar .thumb").first()).isVisible();
            browser.checkAccessibility();
            browser.screenshot("defect-tablet");
        }
    }
}
