package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.inspection.drift.LookedNow;
import org.patchbank.platform.Ids;
import org.patchbank.platform.database.Sql;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.RepeatedInspections;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class DriftPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Brightness, contrast, sharpness, and the share of review; the version has too few images to compare scores with. */
    private static final int MEASURES_OF_IMAGES = 4;

    private static final String BRIGHTNESS = "find { it.measure == 'brightness' }";

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Test
    void measures_and_their_course_show_what_moved_until_it_becomes_the_new_reference() {
        TestProduct plate = Plates.built();
        String deployment = Plates.deployed("drifting");
        RepeatedInspections rows = new RepeatedInspections(sql, ids);
        List<String> usual = IntStream.range(0, 4)
                .mapToObj(i ->
                        plate.inspect("drifting", TestProduct.good(1000 + i)).<String>path("id"))
                .toList();
        rows.repeat(usual, 300, 0);
        await(
                deployment,
                drift -> drift.getList("measures." + BRIGHTNESS + ".series").size() >= 1);
        rows.repeat(usual, 60, 0);
        await(
                deployment,
                drift -> drift.getList("measures." + BRIGHTNESS + ".series").size() >= 2);
        rows.repeat(usual, 150, -40);
        await(deployment, drift -> drift.get("warnings." + BRIGHTNESS) != null);

        try (Browser browser = Browser.open()) {
            Page page = browser.go("/deployments/" + deployment);
            Locator measures = page.locator("#drift table tbody tr");
            assertThat(measures).hasCount(MEASURES_OF_IMAGES);
            Locator brightness = measures.filter(new Locator.FilterOptions().setHasText("Brightness"));
            assertThat(brightness).containsText("has moved");
            assertThat(brightness.locator("td").nth(1)).hasText(shown(deployment, "present.reference_middle"));
            assertThat(brightness.locator("td").nth(2)).hasText(shown(deployment, "present.middle"));
            assertThat(measures.filter(new Locator.FilterOptions().setHasText("Share of review")))
                    .containsText("unchanged");
            assertThat(page.locator("#drift .drift-charts .chart[data-drawn] canvas"))
                    .hasCount(MEASURES_OF_IMAGES);
            Locator warning = page.locator("#drift .warning[data-state=open]")
                    .filter(new Locator.FilterOptions().setHasText("Brightness"));
            assertThat(warning.locator("img")).not().hasCount(0);
            browser.checkAccessibility();
            browser.screenshot("deployment-drift-measures");

            page.locator("#drift-panel summary").click();
            page.locator("#new-reference [name=reason]").fill("new lamp");
            page.locator("#new-reference button").click();
            assertThat(page.locator("#person")).isFocused();
            browser.person("m.weber");
            page.locator("#new-reference button").click();
            assertThat(page.locator("#toasts")).containsText("The next inspections become the reference.");
            assertThat(warning).hasCount(0);
            assertThat(page.locator("#drift .empty")).hasText("Too few inspections.");
            browser.checkAccessibility();
        }
        assertThat(drift(deployment).getString("warnings." + BRIGHTNESS + ".resolution"))
                .isEqualTo("new_reference");
    }

    /** A value of brightness as the page writes it. */
    private static String shown(String deployment, String value) {
        double found = drift(deployment).getDouble("measures." + BRIGHTNESS + "." + value);
        return new BigDecimal(found)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static JsonPath drift(String deployment) {
        return given().get(TestProduct.BASE + "/deployments/" + deployment + "/drift")
                .jsonPath();
    }

    /** Looks until it is found: the program's own job may be at it. */
    private static void await(String deployment, Predicate<JsonPath> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        LookedNow.look();
        while (!wanted.test(drift(deployment))) {
            assertThat(Instant.now()).as("%s", drift(deployment).prettify()).isBefore(end);
            LookedNow.look();
        }
    }
}
