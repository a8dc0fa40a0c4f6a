package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class OverviewPageTest {
    @Test
    void frame_speaks_the_language_of_the_browser_and_the_one_chosen() {
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/");
            assertThat(page.locator("h1")).hasText("Übersicht");
            page.locator("#language").click();
            assertThat(page.locator("h1")).hasText("Overview");
            browser.checkAccessibility();
            browser.screenshot("overview");
        }
    }

    @Test
    void theme_is_kept_and_a_tablet_has_room_for_the_page() {
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/");
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
            browser.checkAccessibility();
            browser.screenshot("overview-tablet");
            page.locator("#theme").click();
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
        }
    }

    @Test
    void what_is_not_there_is_told_on_a_page() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/no-such-page");
            assertThat(page.locator(".problem")).containsText("There is nothing at /no-such-page");
            browser.forgetErrors();
            browser.checkAccessibility();
        }
    }

    @Test
    void pages_keep_other_hosts_out() {
        given().accept("text/html")
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", startsWith("default-src 'self'"));
    }
}
