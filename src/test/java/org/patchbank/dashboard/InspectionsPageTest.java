package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class InspectionsPageTest {
    @Test
    void deployment_links_to_its_inspections_and_the_filter_is_shown_until_it_is_removed() {
        TestProduct plate = Plates.built();
        String deployment = Plates.deployed("filtered");
        String id = plate.inspect("filtered", TestProduct.good(1000)).path("id");
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/deployments/" + deployment);
            page.getByText("Inspections of this deployment").click();
            Locator chip = page.locator("[data-chosen=deployment]");
            assertThat(chip).containsText("Deployment: pages-plate · filtered");
            assertThat(page.locator("#items a.open")).hasCount(1);
            assertThat(page.locator("#items a.open")).hasAttribute("href", Pattern.compile("/inspections/" + id));
            browser.checkAccessibility();
            browser.screenshot("inspections-of-deployment");

            page.locator("[name=verdict]").selectOption("none");
            page.waitForURL(Pattern.compile("verdict=none"));
            assertThat(chip).isVisible();
            chip.locator("a").click();
            page.waitForURL(Pattern.compile("/inspections\\?verdict=none$"));
            assertThat(chip).hasCount(0);
        }
    }

    @Test
    void version_links_to_its_inspections_in_german_and_its_set_takes_the_version_along() {
        TestProduct plate = Plates.built();
        Plates.deployed("filtered-by-version");
        String id = plate.inspect("filtered-by-version", TestProduct.good(1001)).path("id");
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/reference-sets/" + plate.referenceSet() + "/versions/1");
            page.getByText("Ihre Prüfungen").click();
            assertThat(page.locator("[data-chosen=reference_set]")).containsText("Referenzsatz: pages-plate-good");
            assertThat(page.locator("[data-chosen=version]")).containsText("Version: 1");
            assertThat(page.locator("a.open[data-id='" + id + "']")).isVisible();
            page.getByText("Tabelle").click();
            page.waitForURL(Pattern.compile("view=table"));
            page.locator("[data-chosen=reference_set] a").click();
            page.waitForURL(Pattern.compile("/inspections\\?view=table$"));
            assertThat(page.locator("[data-chosen]")).hasCount(0);
            assertThat(page.url()).doesNotContain("version");
        }
    }
}
