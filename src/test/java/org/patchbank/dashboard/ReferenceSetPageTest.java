package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ReferenceSetPageTest {
    private static final LocatorAssertions.ContainsTextOptions BUILT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

    @Test
    void images_are_added_paged_and_removed_and_a_version_is_built_of_them() {
        TestProduct product = new TestProduct("set-page").enrol(50);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet());
            assertThat(page.locator("#image-list .thumb")).hasCount(48);
            page.getByText("Show more").click();
            assertThat(page.locator("#image-list .thumb")).hasCount(50);

            drop(page, "late.png", TestProduct.good(60));
            assertThat(page.locator(".upload-state")).hasText("1 images added.");
            page.locator("[data-files]").setInputFiles(new FilePayload("again.png", "image/png", TestProduct.good(60)));
            assertThat(page.locator(".upload-state")).hasText("0 images added. 1 were there already.");

            page.locator("#image-list [data-remove-image]").first().click();
            page.locator("dialog")
                    .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("#image-list .thumb")).hasCount(47);

            page.getByText("Build a new version").click();
            page.locator("[data-spec-from]").selectOption(new SelectOption().setIndex(2));
            page.locator("[name=spec]").fill("model: [");
            page.getByText("Build", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#toasts")).containsText("neither YAML nor JSON");
            page.locator("[name=spec]").fill("input_size: 96\nmodel: {coreset_size: 200}\n");
            page.getByText("Build", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#version-list [data-stage]"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(page.locator("#version-list p:has([data-stage])"))
                    .hasCSS("background-color", "rgba(0, 0, 0, 0)");
            assertThat(page.locator("#version-list")).containsText("ready", BUILT);
            browser.forgetError("422"); // of the spec that was none
            browser.forgetError("neither YAML nor JSON");
            browser.checkAccessibility();
            browser.screenshot("reference-set");
        }
        given().get(TestProduct.BASE + "/reference-sets/" + product.referenceSet() + "/versions/1")
                .then()
                .body("images", equalTo(50))
                .body("spec.input_size", equalTo(96));
    }

    @Test
    void buttons_show_the_focus() {
        TestProduct product = new TestProduct("focus-page").enrol(2);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet());
            Locator button = page.locator("main .btn:visible").first();
            page.keyboard().press("Tab"); // from now on the keyboard moves the focus
            button.focus();
            assertThat(button).hasCSS("outline-style", "solid");
            assertThat(button).hasCSS("outline-width", "3px");
        }
    }

    @Test
    void images_that_stand_out_come_first_with_their_scores() {
        TestProduct product = new TestProduct("suspect-page").enrol(14);
        given().multiPart("file", "odd.png", TestImages.good(1), "image/png")
                .post(TestProduct.BASE + "/reference-sets/" + product.referenceSet() + "/images")
                .then()
                .statusCode(200);
        product.build();
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet());
            assertThat(page.locator("#screening-list .thumb").first()).containsText("odd.png");
            assertThat(page.locator("#screening-list .thumb").first()).containsText(Pattern.compile("Score \\d"));
            browser.checkAccessibility();
            browser.screenshot("reference-set-german");
        }
    }

    @Test
    void good_parts_that_were_stopped_are_accepted_and_a_version_grows() {
        TestProduct product = new TestProduct("proposal-page").enrol(12);
        product.deploy("line-g", product.build()).then().statusCode(201);
        String inspection = product.inspect("line-g", TestProduct.defective(DefectKind.MISSING_FEATURE, 1))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", "good", "by", "anna"))
                .post(TestProduct.BASE + "/inspections/" + inspection + "/verdicts")
                .then()
                .statusCode(201);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet());
            assertThat(page.locator("#proposal-list")).containsText("anna called it good");
            browser.checkAccessibility();
            browser.person("boris");
            page.getByText("Accept and grow a version").click();
            assertThat(page.locator("#proposal-list")).containsText("Nothing is proposed");
            assertThat(page.locator("#version-list tbody tr")).hasCount(2);
            assertThat(page.locator("#version-list tbody tr").first()).containsText("ready", BUILT);
            Locator grown = page.locator("#version-list .grown");
            assertThat(grown).containsText("Grown from version 1 by 1 image: inspection-" + inspection);
            browser.checkAccessibility();
            browser.screenshot("reference-set-grown");

            grown.locator("a").click();
            assertThat(page.locator("#grown")).hasText("Grown from version 1 by 1 image");
            assertThat(page.locator("[data-added]")).hasCount(1);
            assertThat(page.locator("[data-added] .name")).containsText("inspection-" + inspection);
            assertThat(page.locator("[data-added] img")).hasJSProperty("complete", true);
            assertThat(page.locator("[data-added] .caption a")).hasAttribute("href", "/inspections/" + inspection);
            browser.checkAccessibility();
            browser.screenshot("version-grown");
            page.locator("#grown a").click();
            page.waitForURL(Pattern.compile("/versions/1$"));
            assertThat(page.locator("#grown")).hasCount(0);
        }
    }

    @Test
    void version_shows_its_calibration_and_is_deployed() {
        TestProduct product = new TestProduct("version-page").enrol(12);
        int number = product.build();
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet() + "/versions/" + number);
            assertThat(page.locator("[data-calibration-chart][data-drawn]")).isVisible();
            assertThat(page.locator(".limits")).containsText("12 good images cannot promise that rate");
            page.locator("[name=reject]").fill("20");
            assertThat(page.locator(".limits")).containsText("20.0");
            browser.checkAccessibility();
            browser.screenshot("version");
            page.locator("[name=line]").fill("line-v");
            page.locator("[data-deploy] button").click();
            page.waitForURL(Pattern.compile("/deployments/"));
        }
        given().get(TestProduct.BASE + "/deployments?product=" + product.name())
                .then()
                .body("items", hasSize(1))
                .body("items[0].line", equalTo("line-v"));
    }

    @Test
    void two_versions_are_compared_field_by_field_and_image_by_image() {
        TestProduct product = new TestProduct("compare-page").enrol(8);
        product.build();
        given().multiPart("file", "new.png", TestProduct.good(70), "image/png")
                .post(TestProduct.BASE + "/reference-sets/" + product.referenceSet() + "/images")
                .then()
                .statusCode(200);
        product.build(Map.of("input_size", 128));
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet() + "/compare");
            assertThat(page.locator("main")).containsText("not comparable");
            assertThat(page.locator(".fields")).containsText("input_size");
            assertThat(page.locator("main")).containsText("1 image added");
            assertThat(page.locator("[data-comparison][data-drawn]")).isVisible();
            browser.checkAccessibility();
            browser.screenshot("compare-tablet");
        }
    }

    @Test
    void sharing_is_changed_and_a_set_is_deleted() {
        TestProduct product = new TestProduct("shared-page").enrol(2);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "page-south"))
                .post(TestProduct.BASE + "/factories")
                .then()
                .statusCode(201);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet());
            page.getByLabel("page-south").check();
            page.locator("[data-sharing] button").click();
            assertThat(page.locator("#toasts")).containsText("Saved.");
            given().get(TestProduct.BASE + "/reference-sets/" + product.referenceSet())
                    .then()
                    .body("sharing.factories", hasSize(1));
            page.getByText("Delete the set").click();
            page.locator("dialog")
                    .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                    .click();
            page.waitForURL(Pattern.compile("/products/shared-page"));
        }
        given().get(TestProduct.BASE + "/reference-sets/" + product.referenceSet())
                .then()
                .statusCode(404);
        given().delete(TestProduct.BASE + "/factories/page-south").then().statusCode(204);
    }

    private static void drop(Page page, String name, byte[] image) {
        Object transfer = page.evaluateHandle(
                "([name, bytes]) => { const t = new DataTransfer();"
                        + " t.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, {type: 'image/png'}));"
                        + " return t; }",
                new Object[] {name, Base64.getEncoder().encodeToString(image)});
        page.locator(".upload-zone").dispatchEvent("drop", Map.of("dataTransfer", transfer));
    }
}
