package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** What the server says in English has German words on German pages. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class GermanWordsTest {
    @Test
    void limit_that_cannot_keep_its_rate_says_so_in_both_languages() {
        String deployment = Plates.deployed("advised");
        given().contentType(ContentType.JSON)
                .body(Map.of("reject_rate", 0.001, "review_rate", 0.01, "reason", "fewer", "by", "k.braun"))
                .put(TestProduct.BASE + "/deployments/" + deployment + "/threshold")
                .then()
                .statusCode(200);
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/deployments/" + deployment);
            Locator advice = page.locator(".limit-tile.reject .alert");
            assertThat(advice)
                    .containsText(
                            "24 gute Bilder können keine Rate von 0,1\u00a0% versprechen: Die Schwelle ist der größte"
                                    + " ihrer Scores, der 4\u00a0% verspricht. Fügen Sie gute Bilder hinzu, bis es 999 sind.");
            assertThat(page.locator(".limit-tile.review .alert")).containsText("bis es 99 sind");
            browser.checkAccessibility();
            page.locator("#language").click();
            assertThat(advice)
                    .containsText(
                            "24 good images cannot promise a rate of 0.1\u00a0%: the threshold is the largest of their scores,"
                                    + " which promises 4\u00a0%. Add good images until there are 999.");
        }
    }

    @Test
    void vote_that_abstains_says_why() {
        TestProduct product = new TestProduct("abstaining-page").enrol(12);
        // Seen at a size of its own, it is compared with no defect that another test has named.
        product.deploy("line-1", product.build(Map.of("input_size", 208)))
                .then()
                .statusCode(201);
        String id = product.inspect("line-1", TestProduct.defective(DefectKind.MISSING_FEATURE, 1))
                .path("id");
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/inspections/" + id);
            assertThat(page.locator("#similar .suggestion"))
                    .containsText("weniger als 3 von Menschen benannte Fehler sind bekannt");
        }
    }

    @Test
    void build_that_failed_says_what_to_do() {
        TestProduct product = new TestProduct("failing-page").enrol(4);
        int number = product.startBuild(
                Map.of("region_of_interest", List.of(Map.of("rectangle", List.of(0.5, 0.5, 0.001, 0.001)))));
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/reference-sets/" + product.referenceSet());
            Locator failed = page.locator("#version-list [data-code=too-few-images]");
            assertThat(failed).hasText("Es gibt zu wenige brauchbare Bilder.");
            assertThat(page.locator("#version-list")).containsText("Was zu tun ist: Fügen Sie gute Bilder hinzu");

            browser.go("/reference-sets/" + product.referenceSet() + "/versions/" + number);
            assertThat(page.locator(".alert")).containsText("Es gibt zu wenige brauchbare Bilder.");
            assertThat(page.locator(".alert [lang=en]")).containsText("No patch of an image of 256 x 256 pixels");
            browser.checkAccessibility();
            browser.screenshot("version-failed-german");
            page.locator("#language").click();
            assertThat(page.locator(".alert")).containsText("There are too few usable images.");
            assertThat(page.locator(".alert [lang=en]")).hasCount(0);
        }
    }
}
