package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** What a person does with inspections of parts that were really judged. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionPageTest {
    private static final String PRODUCT = "page-plate";
    private static final String LIST = "/inspections?product=" + PRODUCT;

    /** Dents, the oldest first; the first four are called so by a person. */
    private final List<String> dents = new ArrayList<>();

    @BeforeEach
    void inspect() {
        if (!dents.isEmpty()) {
            return;
        }
        TestProduct plate = new TestProduct(PRODUCT).enrol(24);
        // Of an input size of its own: defects of other tests are points of another space.
        plate.deploy("line-1", plate.build(Map.of("input_size", 256))).then().statusCode(201);
        for (String code : List.of("dent", "scratch", "stain")) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("code", code, "name", code.substring(0, 1).toUpperCase() + code.substring(1)))
                    .post("/api/v1/products/" + PRODUCT + "/defect-types")
                    .then()
                    .statusCode(201);
        }
        for (int i = 0; i < 8; i++) {
            dents.add(send(TestProduct.defective(DefectKind.DENT, i), "D-" + i));
        }
        for (int i = 0; i < 6; i++) {
            send(TestProduct.good(1000 + i), "G-" + i);
        }
        for (String dent : dents.subList(0, 4)) {
            given().contentType(ContentType.JSON)
                    .body(Map.of(
                            "verdict", "defective", "defect_type", "dent", "repair", "pressed flat", "by", "m.weber"))
                    .post("/api/v1/inspections/" + dent + "/verdicts")
                    .then()
                    .statusCode(201);
        }
    }

    private static String send(byte[] image, String serial) {
        return given().contentType("image/png")
                .body(image)
                .post("/api/v1/inspections?product=" + PRODUCT + "&line=line-1&serial=" + serial)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void list_is_filtered_and_the_filter_is_in_the_address() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go(LIST);
            assertThat(page.locator("#items > li")).hasCount(14);
            browser.screenshot("inspections");
            browser.checkAccessibility();

            page.getByLabel("Verdict").selectOption("defective");
            assertThat(page).hasURL(Pattern.compile("/inspections\\?product=page-plate&verdict=defective$"));
            assertThat(page.locator("#items > li")).hasCount(4);
            assertThat(page.locator("#items .said").first()).hasText("dent");
            page.getByText("More filters").click();
            page.getByLabel("Serial number").fill("D-2");
            page.locator("#filter button[type=submit]").click();
            assertThat(page.locator("#items > li")).hasCount(1);
            assertThat(page.getByText("CSV"))
                    .hasAttribute("href", Pattern.compile("export\\?product=page-plate&verdict=defective&serial=D-2&"));
            page.getByText("Clear").click();
            assertThat(page).hasURL(Pattern.compile("/inspections$"));

            browser.go(LIST + "&view=table");
            assertThat(page.locator("#items tbody tr")).hasCount(14);
            browser.screenshot("inspections-table");
            browser.checkAccessibility();
        }
    }

    @Test
    void times_of_the_filter_are_the_readers() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go(LIST);
            page.getByLabel("Received from").fill("2020-01-02T03:04");
            page.getByLabel("Received before").fill("2020-01-03T00:00");
            page.locator("#filter button[type=submit]").click();

            assertThat(page.locator(".empty")).containsText("No inspection matches");
            assertThat(page).hasURL(Pattern.compile("from=2020-01-02T03%3A04%3A00.000Z"));
            assertThat(page.getByLabel("Received from")).hasValue("2020-01-02T03:04");
        }
    }

    @Test
    void keys_lead_through_the_list_to_an_inspection_and_to_those_beside_it() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go(LIST + "&decision=reject");
            String first = page.locator("a.open").nth(0).getAttribute("data-id");
            String second = page.locator("a.open").nth(1).getAttribute("data-id");
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page)
                    .hasURL(Pattern.compile("/inspections/" + second + "\\?product=page-plate&decision=reject"));

            assertThat(page.locator("#newer")).isVisible();
            page.keyboard().press("p");
            assertThat(page).hasURL(Pattern.compile("/inspections/" + first));
            assertThat(page.locator("#older")).isVisible();
            assertThat(page.locator("#newer")).hasCount(0);
            page.keyboard().press("n");
            assertThat(page).hasURL(Pattern.compile("/inspections/" + second));
            assertThat(page.locator("#back")).isVisible();
            page.keyboard().press("l");
            assertThat(page).hasURL(Pattern.compile("/inspections\\?product=page-plate&decision=reject$"));
        }
    }

    @Test
    void inspection_shows_what_resembles_it_and_is_judged_by_a_key() {
        String dent = dents.get(5);
        try (Browser browser = Browser.open()) {
            Page page = look(browser, dent);
            assertThat(page.locator("#good img")).hasCount(2);
            assertThat(page.locator("#good figcaption").nth(1)).containsText("good-");
            assertThat(page.locator("#similar .thumb").first()).isVisible();
            assertThat(page.locator("#similar")).containsText("pressed flat");
            assertThat(page.locator(".suggestion")).containsText("dent");
            assertThat(page.locator(".choice.suggested")).containsText("Dent");
            browser.checkAccessibility();

            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            browser.checkAccessibility();
            page.keyboard().press("Escape");

            page.keyboard().press("1");
            assertThat(page.locator("#person")).isFocused();
            browser.person("Anna Vogt");
            page.locator("h1").click();
            page.keyboard().press("s");
            page.keyboard().press("1");
            assertThat(page.locator("#trail li")).hasCount(1);
            assertThat(page.locator("#trail")).containsText("Dent");
            assertThat(page.locator("#trail")).containsText("minor");
            page.keyboard().press("0");
            assertThat(page.locator("#trail li")).hasCount(2);
            page.waitForTimeout(300);
            browser.screenshot("inspection");
        }
        given().get("/api/v1/inspections/" + dent + "/verdicts")
                .then()
                .body("items[0].verdict", equalTo("good"))
                .body("items[1].defect_type", equalTo("dent"))
                .body("items[1].severity", equalTo("minor"))
                .body("items[1].by", equalTo("Anna Vogt"));
    }

    @Test
    void each_number_gives_the_type_that_it_stands_at() {
        String dent = dents.get(4);
        try (Browser browser = Browser.open()) {
            Page page = look(browser, dent);
            assertThat(page.locator(".choice").nth(2)).hasText("2 Scratch");
            browser.person("Anna Vogt");
            page.locator("h1").click();
            page.keyboard().press("2");
            assertThat(page.locator("#trail li").first()).containsText("Scratch");
            page.keyboard().press("3");
            assertThat(page.locator("#trail li").first()).containsText("Stain");
            page.keyboard().press("4");
            page.keyboard().press("d");
            assertThat(page.locator("#trail li").first()).containsText("defective");
            assertThat(page.locator("#trail li")).hasCount(3);
        }
        given().get("/api/v1/inspections/" + dent + "/verdicts")
                .then()
                .body("items.defect_type", equalTo(Arrays.asList(null, "stain", "scratch")))
                .body("items.verdict", equalTo(List.of("defective", "defective", "defective")));
    }

    @Test
    void similar_defects_are_looked_for_among_some() {
        try (Browser browser = Browser.open()) {
            Page page = look(browser, dents.get(6));
            assertThat(page.locator("#similar")).containsText("pressed flat");
            page.getByText("Only among some").click();
            Locator filter = page.locator("#similar-filter");
            filter.getByLabel("Verdict").selectOption("none");
            assertThat(page.locator("#similar")).not().containsText("pressed flat");
            assertThat(page.locator("#similar .thumb").first()).containsText("not judged");
            filter.getByLabel("until").fill("2020-01-01");
            assertThat(page.locator("#similar")).containsText("No similar defect");
            filter.getByLabel("until").fill("");
            assertThat(page.locator("#similar .thumb").first()).containsText("not judged");
            filter.getByLabel("Verdict").selectOption("");
            assertThat(page.locator("#similar")).containsText("pressed flat");
            filter.getByLabel("Defect type").fill("dent");
            filter.getByLabel("Defect type").press("Tab");
            assertThat(page.locator("#similar .said-defective").first()).hasText("dent");
            assertThat(page.locator("#similar .thumb").getByText("not judged")).hasCount(0);
            browser.checkAccessibility();
            browser.screenshot("inspection-similar-filter");
        }
    }

    @Test
    void moving_the_limit_tells_what_would_be_marked() {
        try (Browser browser = Browser.open()) {
            Page page = look(browser, dents.get(4));
            Locator marked = page.locator("#marked");
            assertThat(marked).containsText("of the image");
            String judged = marked.textContent();
            page.locator("#limit").fill("255");
            assertThat(marked).containsText("nothing would be marked");
            page.locator("#as-judged").click();
            assertThat(marked).hasText(judged);
            page.locator("h1").click();
            page.keyboard().press("m");
            assertThat(page.locator("#opacity-value")).hasText("0 %");
            page.keyboard().press("m");
            assertThat(page.locator("#opacity-value")).hasText("70 %");
        }
    }

    @Test
    void verdict_is_put_together_by_region() {
        String dent = dents.get(6);
        try (Browser browser = Browser.open()) {
            Page page = look(browser, dent);
            browser.person("Anna Vogt");
            page.locator("h1").click();
            page.keyboard().press("r");
            page.keyboard().press("1");
            assertThat(page.locator("[data-finding='0'] option:checked")).hasText("Dent");
            page.keyboard().press("Enter");
            assertThat(page.locator("#trail")).containsText("Region 1: Dent");
        }
        given().get("/api/v1/inspections/" + dent)
                .then()
                .body("verdict.verdict", equalTo("defective"))
                .body("verdict.defect_type", equalTo("dent"));
    }

    @Test
    void region_takes_a_severity_a_note_and_a_repair_of_its_own() {
        String dent = dents.get(7);
        try (Browser browser = Browser.open()) {
            Page page = look(browser, dent);
            browser.person("Anna Vogt");
            page.locator("h1").click();
            page.keyboard().press("r");
            page.keyboard().press("t");
            assertThat(page.locator("[data-finding='0']")).isFocused();
            page.locator("h1").click();
            page.keyboard().press("s");
            assertThat(page.locator("[data-finding='0'] option:checked")).hasText("Defective, type unknown");
            page.keyboard().press("s");
            page.keyboard().press("2");
            page.keyboard().press("t");
            page.keyboard().type("from the gripper");
            page.getByLabel("Repair, Region 1").fill("polished");
            assertThat(page.getByLabel("Severity, Region 1")).hasValue("major");
            browser.checkAccessibility();
            browser.screenshot("inspection-region");
            page.locator("#give").click();
            assertThat(page.locator("#trail .said-of-region").first())
                    .hasText(Pattern.compile("Region 1: Scratch, major\\s+from the gripper\\s+Repair: polished"));
            browser.screenshot("inspection-region-trail");
        }
        given().get("/api/v1/inspections/" + dent + "/verdicts")
                .then()
                .body("items[0].defect_type", equalTo("scratch"))
                .body("items[0].severity", equalTo("major"))
                .body("items[0].note", nullValue())
                .body("items[0].regions[0].severity", equalTo("major"))
                .body("items[0].regions[0].note", equalTo("from the gripper"))
                .body("items[0].regions[0].repair", equalTo("polished"));
    }

    @Test
    void good_region_has_no_severity() {
        try (Browser browser = Browser.german()) {
            Page page = look(browser, dents.get(6));
            page.locator("#by-region").check();
            page.locator("[data-finding='0']").selectOption("defective");
            page.locator(".region-more summary").first().click();
            page.getByLabel("Schwere, Bereich 1").selectOption("critical");
            page.locator("[data-finding='0']").selectOption("good");
            assertThat(page.getByLabel("Schwere, Bereich 1")).isHidden();
            page.getByLabel("Bemerkung, Bereich 1").fill("Spiegelung");
            browser.person("Anna Vogt");
            page.locator("#give").click();
            assertThat(page.locator("#trail .said-of-region").first())
                    .hasText(Pattern.compile("Bereich 1: gut\\s+Spiegelung"));
        }
    }

    @Test
    void pages_speak_german_and_fit_a_tablet_in_the_dark() {
        try (Browser browser = Browser.german()) {
            Page page = browser.go(LIST + "&decision=reject");
            assertThat(page.locator("h1")).hasText("Prüfungen");
            assertThat(page.locator("#items .decision").first()).hasText("aussortiert");
            look(browser, dents.get(7));
            assertThat(page.locator("#judge-title")).hasText("Ihr Urteil");
            assertThat(page.locator("#marked")).containsText("des Bildes");
            browser.screenshot("inspection-german");
        }
        try (Browser browser = Browser.tablet()) {
            look(browser, dents.get(7));
            browser.screenshot("inspection-tablet");
            browser.checkAccessibility();
            browser.go(LIST);
            browser.screenshot("inspections-tablet");
            browser.checkAccessibility();
            assertThat((Integer) browser.page().evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(820);
        }
    }

    private static Page look(Browser browser, String inspection) {
        Page page = browser.go("/inspections/" + inspection + "?product=" + PRODUCT);
        assertThat(page.locator(".inspect")).hasAttribute("data-loaded", "yes");
        assertThat(page.locator("#similar .suggestion")).isVisible();
        return page;
    }
}
