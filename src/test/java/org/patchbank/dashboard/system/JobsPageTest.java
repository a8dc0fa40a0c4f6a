package org.patchbank.dashboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class JobsPageTest {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

    @Test
    void builds_are_followed_and_cancelled() {
        TestProduct product = new TestProduct("jobs-page").enrol(40);
        try (Browser browser = Browser.open()) {
            product.startBuild();
            product.startBuild();
            Page page = browser.go("/jobs");
            Locator waiting = row(page.locator("#unfinished"), "jobs-page-good, version 2");
            browser.checkAccessibility();
            browser.screenshot("jobs");
            waiting.getByText("Cancel the build").click();
            assertThat(row(page.locator("#ended-list"), "jobs-page-good, version 2"))
                    .containsText("cancelled", SOON);
            assertThat(row(page.locator("#ended-list"), "jobs-page-good, version 1"))
                    .containsText("ready", SOON);
            assertThat(page.locator("main")).containsText("Compare the vector index with the tables");
        }
    }

    @Test
    void builds_that_failed_say_why_and_what_to_do() {
        TestProduct product = new TestProduct("failed-page").enrol(2);
        product.startBuild(Map.of("layers", new String[] {"no-such-layer"}));
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/jobs");
            Locator failed = row(page.locator("#ended-list"), "failed-page-good, Version 1");
            assertThat(failed).containsText("fehlgeschlagen", SOON);
            assertThat(failed).containsText("Was zu tun ist:");
            browser.checkAccessibility();
            browser.screenshot("jobs-german");
        }
        try (Browser browser = Browser.tablet()) {
            browser.go("/jobs");
            browser.checkAccessibility();
            browser.screenshot("jobs-tablet");
        }
    }

    private static Locator row(Locator table, String text) {
        return table.locator("tr").filter(new Locator.FilterOptions().setHasText(text));
    }
}
