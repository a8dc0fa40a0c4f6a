package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.InspectionRows;
import org.patchbank.testing.TestImages;

/** Working through what waits for a verdict, and long lists. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ReviewPageTest {
    @Inject
    DataSource database;

    @Inject
    ImageStore images;

    @Test
    void queue_is_worked_through_claim_by_claim() {
        InspectionRows rows = new InspectionRows(database, "page-queue");
        String clear = add(rows, 9.0, 1);
        String near = add(rows, 3.6, 2);
        String middle = add(rows, 4.4, 3);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/review?product=page-queue");
            assertThat(page.locator(".waiting strong")).hasText("3");
            page.locator("#claim").click();
            assertThat(page.locator("#person")).isFocused();
            browser.person("Anna Vogt");
            page.locator("#claim").click();

            assertThat(page).hasURL(Pattern.compile("/inspections/" + near + "\\?review=doubtful&product=page-queue"));
            assertThat(page.locator("#claim")).containsText("Anna Vogt");
            assertThat(page.locator("#left")).hasText(Pattern.compile("[45]:\\d\\d"));
            assertThat(page.locator(".inspect")).hasAttribute("data-loaded", "yes");
            browser.screenshot("review-inspection");
            browser.checkAccessibility();
            page.keyboard().press("g");
            assertThat(page).hasURL(Pattern.compile("/inspections/" + middle));
            assertThat(page.locator(".inspect")).hasAttribute("data-loaded", "yes");
            assertThat(page.locator("#last")).isVisible();
            page.keyboard().press("d");
            assertThat(page).hasURL(Pattern.compile("/inspections/" + clear));
            assertThat(page.locator(".inspect")).hasAttribute("data-loaded", "yes");
            page.locator("#release").click();
            assertThat(page).hasURL(Pattern.compile("/review\\?order=doubtful&product=page-queue"));
            assertThat(page.locator(".waiting strong")).hasText("1");
        }
        given().get("/api/v1/inspections/" + near).then().body("verdict.verdict", equalTo("good"));
        given().get("/api/v1/inspections/" + middle)
                .then()
                .body("verdict.verdict", equalTo("defective"))
                .body("verdict.by", equalTo("Anna Vogt"));
    }

    @Test
    void who_cannot_say_goes_on_and_meets_it_again_at_the_end() {
        InspectionRows rows = new InspectionRows(database, "page-skipped");
        String clear = add(rows, 9.0, 6);
        String near = add(rows, 3.6, 7);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/review?product=page-skipped");
            browser.person("Anna Vogt");
            page.locator("#claim").click();
            assertThat(page).hasURL(Pattern.compile("/inspections/" + near));
            assertThat(page.locator(".inspect")).hasAttribute("data-loaded", "yes");
            page.locator("#next").click();
            assertThat(page).hasURL(Pattern.compile("/inspections/" + clear));
            assertThat(page.locator(".inspect")).hasAttribute("data-loaded", "yes");
            page.keyboard().press("g");
            assertThat(page).hasURL(Pattern.compile("/inspections/" + near));
        }
    }

    @Test
    void everybody_sees_who_holds_what_and_gives_back_only_the_own() {
        InspectionRows rows = new InspectionRows(database, "page-held");
        add(rows, 3.6, 4);
        add(rows, 4.4, 5);
        claim("Boris");
        claim("Anna");
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/review?product=page-held");
            browser.person("Anna");
            assertThat(page.locator("h1")).hasText("Nachprüfung");
            assertThat(page.locator("[data-holder=Boris] .holder")).containsText("zurückgehalten von Boris");
            assertThat(page.locator("[data-holder=Boris] .release")).isHidden();
            browser.screenshot("review");
            browser.checkAccessibility();
            page.locator("[data-holder=Anna] .release").click();
            assertThat(page.locator("[data-holder=Anna]")).hasCount(0);
            browser.person("Carla");
            page.keyboard().press("Escape");
            page.locator("h1").click();
            page.keyboard().press("c");
            assertThat(page.locator("#claim")).containsText("Carla");
        }
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/review?product=page-held&order=oldest");
            browser.person("Dora");
            page.locator("#claim").click();
            assertThat(page.locator("#toasts")).containsText("All waiting inspections are claimed by others.");
            browser.screenshot("review-tablet");
            browser.checkAccessibility();
        }
    }

    @Test
    void long_list_goes_on_where_it_ended_and_tells_of_images_no_longer_kept() {
        InspectionRows rows = new InspectionRows(database, "page-long");
        for (int i = 0; i < 50; i++) {
            add(rows, 4.0, 6);
        }
        String removed = rows.add(Instant.now(), "ACCEPT", 1.0, "d".repeat(64));
        remember("d".repeat(64));
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/inspections?product=page-long");
            assertThat(page.locator("a.open")).hasCount(48);
            assertThat(page.locator("[data-id='" + removed + "'] .no-picture")).hasText("Image no longer kept");
            page.locator(".more button").click();
            assertThat(page.locator("a.open")).hasCount(51);
            assertThat(page.locator(".more")).hasCount(0);
            assertThat(page.locator("time").last())
                    .not()
                    .isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(5000));

            browser.go("/inspections/" + removed);
            assertThat(page.locator(".no-image")).containsText("kept no longer");
            browser.checkAccessibility();
        }
    }

    private String add(InspectionRows rows, double score, long picture) {
        return rows.add(Instant.now(), "REJECT", score, images.put(BlobKind.IMAGE, TestImages.scratched(picture)));
    }

    private static void claim(String by) {
        given().contentType(ContentType.JSON)
                .body(Map.of("by", by, "product", "page-held"))
                .post("/api/v1/review-queue/claim")
                .then()
                .statusCode(200);
    }

    private void remember(String sha256) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into removed_image (sha256, removed_at) values (?, now())")) {
            insert.setString(1, sha256);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
