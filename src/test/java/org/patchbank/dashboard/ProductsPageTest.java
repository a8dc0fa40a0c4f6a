package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ProductsPageTest {
    @Test
    void products_are_listed_with_their_sets_deployments_and_review_load() {
        TestProduct product = new TestProduct("0-listed-product").enrol(8);
        product.deploy("line-p", product.build()).then().statusCode(201);
        product.inspect("line-p", TestProduct.defective(DefectKind.values()[0], 5))
                .then()
                .statusCode(201);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/products");
            Locator card = page.locator(".card-product").filter(new Locator.FilterOptions().setHasText(product.name()));
            assertThat(card).containsText("8 images");
            assertThat(card).containsText("1 to review");
            assertThat(card).containsText("line-p");
            browser.checkAccessibility();
            browser.screenshot("products");
            card.getByRole(AriaRole.LINK).first().click();
            assertThat(page.locator("h1")).hasText(product.name());
        }
    }

    @Test
    void catalogue_and_retention_of_a_product_are_changed() {
        TestProduct product = new TestProduct("catalogue-product").enrol(2);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/products/" + product.name());
            page.locator("[name=code]").fill("scratch");
            page.locator("[name=name]").fill("Scratch");
            page.locator("[name=description]").fill("Through the glaze");
            page.getByText("Add", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#types")).containsText("Through the glaze");
            page.getByLabel("Retire Scratch").click();
            assertThat(page.locator("#types")).containsText("retired");
            page.getByLabel("Use Scratch again").click();
            assertThat(page.getByLabel("Retire Scratch")).isVisible();
            page.locator("[name=days]").fill("90");
            page.locator("[data-retention] button").click();
            assertThat(page.locator("#toasts")).containsText("Saved.");
            browser.checkAccessibility();
            browser.screenshot("product");
        }
        given().get("/api/v1/products/" + product.name() + "/retention").then().body("good_image_days", equalTo(90));
    }

    @Test
    void products_speak_german() {
        new TestProduct("0-deutsches-produkt").enrol(2);
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/products");
            assertThat(page.locator("h1")).hasText("Produkte");
            assertThat(page.locator("main")).containsText("Nicht eingesetzt.");
            browser.checkAccessibility();
        }
        try (Browser browser = Browser.tablet()) {
            browser.go("/products/0-deutsches-produkt");
            browser.checkAccessibility();
            browser.screenshot("product-tablet");
        }
    }
}
