package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ShadowPageTest {
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

            for (int i = 0; i < 6; i++) {
                product.inspect("beside", TestProduct.good(1000 + i)).then().statusCode(201);
            }
            assertThat(page.locator("#comparison[data-scored='6']")).isVisible();
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
