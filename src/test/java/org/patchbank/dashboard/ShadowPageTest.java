package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ShadowPageTest {
    private static final List<String> DECISIONS = List.of("accept", "review", "reject");
    private static final int PARTS = 6;

    /**
     * The shares that agree, and each pair of decisions, in a table whose rows are what was decided and whose columns what would have
     * been; and the scores of both in one chart.
     *
     * @return of how many the two decided differently
     */
    private static int showsWhatTheApiCompares(Page page, String api) {
        JsonPath compared = given().get(api + "/shadow/comparison").jsonPath();
        int differ = 0;
        Locator rows = page.locator("#comparison table").first().locator("tbody tr");
        assertThat(rows).hasCount(DECISIONS.size());
        for (int i = 0; i < DECISIONS.size(); i++) {
            for (int j = 0; j < DECISIONS.size(); j++) {
                Integer count = compared.get("decisions.find { it.in_force == '%s' && it.beside == '%s' }?.inspections"
                        .formatted(DECISIONS.get(i), DECISIONS.get(j)));
                assertThat(rows.nth(i).locator("td").nth(j + 1)).hasText(count == null ? "–" : count.toString());
                differ += i == j || count == null ? 0 : count;
            }
        }
        assertThat(page.locator("#comparison .figures")).containsText(100 * (PARTS - differ) / PARTS + "");
        assertThat(page.locator("#comparison .chart[data-drawn] canvas")).isVisible();
        return differ;
    }

    /** The shadow gets other limits, and all that it has scored is decided anew by them. */
    private static void sendMostToReview(String api, TestProduct product, int version) {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "reference_set",
                        product.referenceSet(),
                        "version",
                        version,
                        "review_rate",
                        0.9,
                        "reject_rate",
                        0.01,
                        "by",
                        "m.weber"))
                .put(api + "/shadow")
                .then()
                .statusCode(200);
    }

    @Test
    void candidate_runs_beside_is_compared_promoted_and_taken_back() {
        TestProduct product = new TestProduct("shadow-page").enrol(12);
        int first = product.build();
        int second = product.build(Map.of("input_size", 96));
        String id =
                product.deploy("beside", first).then().statusCode(201).extract().path("id");
        String api = TestProduct.BASE + "/deployments/" + id;
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/deployments/" + id);
            browser.person("m.weber");
            page.locator("#shadow-start [name=reason]").fill("smaller images");
            page.locator("#shadow-start button").click();
            assertThat(page.locator("#shadow")).containsText("smaller images");

            for (int i = 0; i < PARTS; i++) {
                product.inspect("beside", TestProduct.good(1000 + i)).then().statusCode(201);
            }
            assertThat(page.locator("#comparison[data-scored='6']")).isVisible();
            showsWhatTheApiCompares(page, api);
            assertThat(page.locator("#comparison .thumbs li")).hasCount(0);

            sendMostToReview(api, product, second);
            Locator different = page.locator("#comparison .thumbs li");
            assertThat(different).not().hasCount(0);
            int differ = showsWhatTheApiCompares(page, api);
            assertThat(different).hasCount(differ);
            assertThat(different.first()).containsText("→ for review");
            assertThat(different.first().locator("a")).hasAttribute("href", Pattern.compile("^/inspections/.+"));
            browser.checkAccessibility();
            browser.screenshot("deployment-shadow");

            page.locator("#promote [name=reason]").fill("as good, and faster");
            page.locator("#promote .btn-primary").click();
            assertThat(page.locator(".revisions tbody tr").first()).containsText("as good, and faster");
            given().get(api).then().body("version", equalTo(second));

            page.locator("#revert [name=revision]").selectOption("1");
            page.locator("#revert [name=reason]").fill("once more with the old one");
            page.locator("#revert button").click();
            assertThat(page.locator(".revisions tbody tr").first()).containsText("once more with the old one");
            browser.checkAccessibility();
        }
        given().get(api).then().body("version", equalTo(first));
        given().get(api + "/thresholds").then().body("items.version", contains(first, second, first));
    }
}
