package org.patchbank.dashboard.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.dashboard.Plates;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.inspection.history.CountedNow;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.DriftWarningRows;
import org.patchbank.testing.InspectionRows;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewPageTest {
    private static final String LINE = "overview";
    private static final int PARTS = 12;

    /** Much sooner than the page would ask without being told. */
    private static final double SECONDS = 10_000;

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(SECONDS);

    @Inject
    DataSource database;

    private TestProduct plate;
    private String deployment;

    @BeforeEach
    void deploy() {
        if (deployment == null) {
            plate = Plates.built();
            deployment = Plates.deployed(LINE);
            for (int i = 0; i < PARTS; i++) {
                plate.inspect(LINE, TestProduct.good(1000 + i));
            }
        }
    }

    private Locator line(Page page, String id) {
        return page.locator("tr[data-deployment='" + id + "']");
    }

    @Test
    void frame_speaks_the_language_of_the_browser_and_the_one_chosen() {
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/");
            assertThat(page.locator("h1")).hasText("Übersicht");
            assertThat(page.locator("#lines")).containsText("Prüfungen heute");
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
            assertThat(page.locator("#live")).hasText("live");
            browser.checkAccessibility();
            browser.screenshot("overview-tablet");
            page.locator("#theme").click();
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
        }
    }

    @Test
    void line_shows_an_inspection_within_seconds_and_nobody_has_to_reload() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/");
            assertThat(page.locator("#live")).hasText("live");
            Locator line = line(page, deployment);
            int before = Integer.parseInt(line.locator(".today").textContent());
            assertThat(before).isGreaterThanOrEqualTo(PARTS);

            String id = plate.inspect(LINE, TestProduct.defective(DefectKind.MISSING_FEATURE, 1))
                    .path("id");

            assertThat(line.locator(".last")).hasAttribute("href", "/inspections/" + id);
            assertThat(line.locator(".today")).hasText(Integer.toString(before + 1));
            browser.checkAccessibility();
            browser.screenshot("overview-live");
        }
    }

    @Test
    void deployment_whose_bank_cannot_be_loaded_is_an_alarm_at_once_until_it_is_gone() throws Exception {
        int version = plate.startBuild();
        given().post(TestProduct.BASE + "/reference-sets/" + plate.referenceSet() + "/versions/" + version + "/cancel");
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/");
            assertThat(page.locator("#live")).hasText("live");
            UUID broken = deployUnusable(version);
            try {
                assertThat(page.locator(".alarms"))
                        .containsText(
                                "overview-broken/line-1: Die Version ist nicht fertig. Was zu tun ist: Warten Sie");
                assertThat(page.locator(".alarms [lang=en]").first()).containsText("is cancelled");
                assertThat(line(page, broken.toString())).containsText("Die Bank wird geladen");
                browser.checkAccessibility();
                browser.screenshot("overview-alarm");
            } finally {
                execute("update deployment set removed_at = now(), version_id = null where id = ?", broken);
            }
            assertThat(page.locator("#alarms")).not().containsText("overview-broken/line-1");
        } finally {
            untilReady();
        }
    }

    @Test
    void drift_is_an_alarm_within_seconds_and_gone_when_it_is_resolved() {
        DriftWarningRows warnings = new DriftWarningRows(database);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/");
            assertThat(page.locator("#live")).hasText("live");
            assertThat(page.locator("#alarms > div")).hasCount(1);
            Locator alarm = page.locator(".alarms li", new Page.LocatorOptions().setHasText("overview-drift · line-1"));

            UUID warning = warnings.add("overview-drift", "line-1", UUID.fromString(deployment), List.of(), List.of());
            assertThat(alarm).containsText("118.2 → 96.30", SOON);

            given().contentType(ContentType.JSON)
                    .body(Map.of("by", "m.weber", "note", "lamp 2"))
                    .post(TestProduct.BASE + "/warnings/" + warning + "/acknowledge")
                    .then()
                    .statusCode(200);
            assertThat(alarm).containsText("m.weber", SOON);
            browser.checkAccessibility();
            browser.screenshot("overview-drift");

            warnings.resolve(warning);
            assertThat(alarm).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SECONDS));
        }
    }

    @Test
    void course_shows_overkill_and_escape_of_a_product_and_what_became_of_one_defect_type() {
        judgedParts("trend-plate");
        judgedParts("trend-other");
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/");
            assertThat(page.locator("#trend canvas").first()).isVisible();
            page.locator("#trend-filter [name=product]").selectOption("trend-plate");
            assertThat(page.locator("#trend-filter [name=line] option")).hasText(new String[] {"all", "line-1"});
            assertThat(page.locator("#trend .chart[data-drawn] canvas")).hasCount(2);
            page.locator("#trend summary").click();
            Locator day = page.locator("#trend tbody tr");
            assertThat(day).hasCount(1);
            assertThat(day.locator("td").nth(1)).hasText("10");
            assertThat(day.locator("td").nth(2)).hasText("30 %");
            assertThat(day.locator("td").nth(3)).hasText("10 %");
            assertThat(day.locator("td").nth(4)).hasText("50 % (1 of 2)");
            assertThat(day.locator("td").nth(5)).hasText("100 % (1 of 1)");
            browser.checkAccessibility();
            browser.screenshot("overview-trend");

            page.locator("#trend-filter [name=defect_type]").selectOption("scratch");
            assertThat(page.locator("#trend .chart[data-drawn] canvas")).hasCount(1);
            page.locator("#trend summary").click();
            assertThat(day.locator("td").nth(1)).hasText("2");
            assertThat(day.locator("td").nth(4)).hasText("1");
            assertThat(day.locator("td").nth(5)).hasText("50 %");
            browser.checkAccessibility();
            browser.screenshot("overview-trend-type");
        }
    }

    /** Ten parts: three rejected, of which one was good; an accepted one that was scratched; one for review. */
    private void judgedParts(String product) {
        InspectionRows rows = new InspectionRows(database, product);
        Instant now = Instant.now().minusSeconds(20);
        given().contentType(ContentType.JSON)
                .body(Map.of("code", "scratch", "name", "Scratch"))
                .post(TestProduct.BASE + "/products/" + product + "/defect-types")
                .then()
                .statusCode(201);
        judge(rows.add(now, "REJECT", 5), Map.of("verdict", "good", "by", "anna"));
        Map<String, String> scratched = Map.of("verdict", "defective", "defect_type", "scratch", "by", "anna");
        judge(rows.add(now, "REJECT", 6), scratched);
        judge(rows.add(now, "ACCEPT", 2), scratched);
        rows.add(now, "REJECT", 7);
        rows.add(now, "REVIEW", 3.2);
        for (int i = 0; i < 5; i++) {
            rows.add(now, "ACCEPT", 1);
        }
        CountedNow.count();
    }

    private static void judge(String inspection, Map<String, String> verdict) {
        given().contentType(ContentType.JSON)
                .body(verdict)
                .post(TestProduct.BASE + "/inspections/" + inspection + "/verdicts")
                .then()
                .statusCode(201);
    }

    private static void untilReady() throws InterruptedException {
        for (int i = 0; i < 100 && given().get("/q/health/ready").statusCode() != 200; i++) {
            Thread.sleep(200);
        }
    }

    /** No way of the API leads there: a version that is not ready cannot be deployed. */
    private UUID deployUnusable(int version) throws SQLException {
        UUID id = UUID.randomUUID();
        execute("""
                insert into deployment (id, product, line, version_id, revision, created_at)
                select ?, 'overview-broken', 'line-1', v.id, 1, now()
                from reference_version v join reference_set s on s.id = v.reference_set_id
                where s.name = ? and v.number = ?""", id, plate.referenceSet(), version);
        execute("""
                insert into deployment_threshold (deployment_id, revision, reference_set, version,
                    review_value, review_method, review_wanted, review_promised, review_low, review_high,
                    reject_value, reject_method, reject_wanted, reject_promised, reject_low, reject_high,
                    calibration_images, reason, made_at)
                values (?, 1, 'set', 1, 3, 'MANUAL', 0.05, 0.05, 0, 1, 3.5, 'MANUAL', 0.01, 0.01, 0, 1, 100, 'test', now())""", id);
        return id;
    }

    private void execute(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.executeUpdate();
        }
    }

    @Test
    void events_tell_of_an_inspection() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/overview/events"))
                .build();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            Iterator<String> told = lines.filter(line -> !line.isBlank()).iterator();
            Map<String, String> before = new HashMap<>();
            while (!before.keySet().containsAll(Set.of("event:lines", "event:alarms"))) {
                before.put(told.next(), told.next());
            }
            plate.inspect(LINE, TestProduct.good(2000));
            String event = told.next();
            String stamp = told.next();
            while (!event.equals("event:lines")) {
                event = told.next();
                stamp = told.next();
            }
            assertThat(stamp).startsWith("data:").isNotEqualTo(before.get("event:lines"));
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
