package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.Gestures;
import org.patchbank.testing.TestImages;
import org.patchbank.testing.TestProduct;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectsPageTest {
    private static final String LINE = "gallery";
    private static final String FILTER = "product=" + Plates.PRODUCT + "&line=" + LINE;
    private static final String OTHER_LINE = "elsewhere";
    private static final String BOTH = "gallery-both";
    private static final int EACH = 5;

    @Inject
    DataSource database;

    @Inject
    ImageStore images;

    private String deployment;

    @BeforeEach
    void inspect() {
        if (deployment == null) {
            TestProduct plate = Plates.built();
            deployment = Plates.deployed(LINE);
            seen(plate, DefectKind.DENT, LINE, EACH);
            seen(plate, DefectKind.MISSING_FEATURE, LINE, EACH);
        }
    }

    private static void seen(TestProduct plate, DefectKind kind, String line, int parts) {
        int found = 0;
        for (int part = 0; found < parts; part++) {
            if (!"accept"
                    .equals(plate.inspect(line, TestProduct.defective(kind, part))
                            .path("decision"))) {
                found++;
            }
            assertThat(part).isLessThan(10 * parts);
        }
    }

    private static List<Integer> unnamed() {
        return given().get("/api/v1/defects?verdict=none&limit=100&" + FILTER)
                .jsonPath()
                .getList("items.id");
    }

    private static JsonPath defect(Object id) {
        return given().get("/api/v1/defects/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void gallery_is_filtered_and_a_defect_named_there() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects");
            Locator filter = page.locator("#gallery-filter");
            filter.locator("[name=product]").selectOption(Plates.PRODUCT);
            filter.locator("[name=line]").selectOption(LINE);
            filter.locator("[name=verdict]").selectOption("none");
            filter.locator("button").click();
            assertThat(page).hasURL(Pattern.compile("product=" + Plates.PRODUCT + ".*zone=UTC"));
            assertThat(filter.locator("[name=product]")).hasValue(Plates.PRODUCT);
            assertThat(page.locator("#gallery .thumb").first()).containsText("not named");
            browser.checkAccessibility();
            browser.screenshot("defects");

            page.locator("#gallery .thumb").first().click();
            String id = page.locator("#defect").getAttribute("data-id");
            assertThat(page.locator("#similar .thumb").first()).containsText("distance 0.");
            assertThat(page.locator(".whole .box")).isVisible();
            browser.person("j.lang");
            page.locator("#name [name=type]").fill("Deep pit");
            page.locator("#name [name=severity]").selectOption("major");
            page.locator("#name [name=repair]").fill("filled");
            page.locator("#name button").click();
            assertThat(page.locator("#type")).hasText("deep-pit");
            browser.checkAccessibility();
            browser.screenshot("defect");

            assertThat(defect(id).getString("defect_type")).isEqualTo("deep-pit");
            assertThat(defect(id).getString("judged_by")).isEqualTo("j.lang");
            assertThat(defect(id).getString("repair")).isEqualTo("filled");
        }
    }

    @Test
    void picture_that_is_dropped_finds_those_that_look_alike() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects?" + FILTER);
            page.locator("#deployment").selectOption(deployment);
            Gestures.drop(
                    page.locator("#drop"),
                    "part.png",
                    "image/png",
                    TestProduct.defective(DefectKind.MISSING_FEATURE, 77));
            assertThat(page.locator("#similar .thumb").first()).containsText("distance 0.");
            assertThat(page.locator("#seen .box").first()).isVisible();
            assertThat(page.locator("#drop")).not().hasClass(Pattern.compile("over"));
            assertThat(page.locator("#suggestion")).not().isEmpty();
            browser.checkAccessibility();
            browser.screenshot("defects-search");
        }
    }

    @Test
    void picture_is_chosen_and_searched_among_some() {
        Plates.deployed(OTHER_LINE);
        seen(Plates.built(), DefectKind.DENT, OTHER_LINE, 1);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects?product=" + Plates.PRODUCT + "&line=" + OTHER_LINE);
            Locator among = page.locator("#search .among");
            assertThat(among.locator("[name=line]")).hasValue(OTHER_LINE);
            page.locator("#deployment").selectOption(deployment);
            page.locator("#drop input")
                    .setInputFiles(
                            new FilePayload("part.png", "image/png", TestProduct.defective(DefectKind.DENT, 77)));
            assertThat(page.locator("#similar .thumb").first()).containsText(Plates.PRODUCT + " · " + OTHER_LINE);
            assertThat(page.locator("#similar .where").getByText(Plates.PRODUCT + " · " + LINE))
                    .hasCount(0);
            browser.checkAccessibility();
            browser.screenshot("defects-search-among");

            among.locator("[name=line]").selectOption(LINE);
            assertThat(page.locator("#similar .thumb").first()).containsText(Plates.PRODUCT + " · " + LINE);
            among.locator("[name=to]").fill("2020-01-01");
            assertThat(page.locator("#suggestion")).hasText("No defect matches.");
            assertThat(page.locator("#similar .thumb")).hasCount(0);
        }
    }

    @Test
    void defect_is_shown_beside_the_nearest_good_patch_and_its_source() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects/" + unnamed().get(0));
            Locator good = page.locator("#compared figure").last();
            assertThat(page.locator("#compared img")).hasCount(2);
            assertThat(good.locator(".spot-good")).isVisible();
            assertThat(good.locator("figcaption")).containsText(Pattern.compile("good-\\d+\\.png " + Plates.PRODUCT));
            String source = good.locator("a").getAttribute("href");
            given().get(source).then().statusCode(200).header("Content-Type", startsWith("image/"));
        }
    }

    @Test
    void defect_whose_image_is_gone_still_shows_what_it_should_look_like() throws SQLException {
        String inspection = rejected(500);
        String sha256 = given().get("/api/v1/inspections/" + inspection).path("image.sha256");
        byte[] image = images.read(BlobKind.IMAGE, sha256);
        int id = given().get("/api/v1/defects?limit=100&" + FILTER)
                .jsonPath()
                .getInt("items.find { it.inspection == '%s' && it.region == 0 }.id".formatted(inspection));
        images.delete(BlobKind.IMAGE, sha256);
        execute("insert into removed_image (sha256, removed_at) values (?, now())", sha256);
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/defects/" + id);
            assertThat(page.locator("#compared figcaption")).containsText("good-");
            assertThat(page.locator("#compared")).containsText("wird nicht mehr aufbewahrt");
            assertThat(page.getByText("Das Bild wird nicht mehr aufbewahrt.")).isVisible();
            assertThat(page.locator(".whole")).hasCount(0);
            assertThat(page.locator("#similar .thumb").first()).isVisible();
            browser.checkAccessibility();

            browser.go("/defects?" + FILTER);
            assertThat(page.locator("a[href='/defects/" + id + "'] .no-picture"))
                    .hasText("Bild kann nicht gezeigt werden");
            browser.checkAccessibility();
            browser.screenshot("defects-picture-gone");
            browser.forgetError("/api/v1/defects/" + id + "/picture");
        } finally {
            // Others look at the same defects.
            images.put(BlobKind.IMAGE, image);
            execute("delete from removed_image where sha256 = ?", sha256);
        }
    }

    private void execute(String statement, String sha256) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, sha256);
            prepared.executeUpdate();
        }
    }

    /** The inspection of a part that no other test shows, from that number on. */
    private static String rejected(int from) {
        for (int part = from; part < from + 20; part++) {
            JsonPath inspection = Plates.built()
                    .inspect(LINE, TestProduct.defective(DefectKind.MISSING_FEATURE, part))
                    .jsonPath();
            if (!inspection.getString("decision").equals("accept")) {
                return inspection.getString("id");
            }
        }
        throw new AssertionError("none of 20 parts was rejected");
    }

    @Test
    void similar_defects_of_one_are_looked_for_among_some() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects/" + unnamed().get(0));
            assertThat(page.locator("#similar .thumb").first()).isVisible();
            page.getByText("Only among some").click();
            Locator filter = page.locator("#similar-filter");
            filter.locator("[name=line]").selectOption(LINE);
            filter.locator("[name=verdict]").selectOption("none");
            assertThat(page.locator("#similar .thumb").first()).containsText(Plates.PRODUCT + " · " + LINE);
            assertThat(page.locator("#similar .decision-review").first()).isVisible();
            browser.checkAccessibility();
            browser.screenshot("defect-among");
            filter.locator("[name=severity]").selectOption("critical");
            assertThat(page.locator("#suggestion")).hasText("No defect matches.");
        }
    }

    @Test
    void group_of_two_products_is_named_in_both_and_what_is_refused_stays() {
        Plates.deployed(BOTH);
        TestProduct cover = new TestProduct("pages-cover").enrol(24);
        cover.deploy(BOTH, cover.build()).then().statusCode(201);
        List<String> dents = new ArrayList<>();
        for (TestProduct product : List.of(Plates.built(), cover)) {
            for (DefectKind kind : List.of(DefectKind.DENT, DefectKind.MISSING_FEATURE)) {
                for (int shot = 0; shot < 3; shot++) {
                    String id = given().contentType("image/jpeg")
                            .body(TestImages.jpeg(TestProduct.defective(kind, 3), 1 - shot * 0.02f))
                            .post(product.inspections(BOTH))
                            .path("id");
                    if (kind == DefectKind.DENT) {
                        dents.add(id);
                    }
                }
            }
        }
        String claimed = given().contentType(ContentType.JSON)
                .body(Map.of("by", "k.braun", "product", "pages-cover", "line", BOTH, "order", "oldest"))
                .post("/api/v1/review-queue/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("inspection.id");
        assertThat(dents).contains(claimed);
        dents.remove(claimed);
        int held = given().get("/api/v1/defects?limit=100&line=" + BOTH)
                .jsonPath()
                .getInt("items.find { it.inspection == '%s' && it.region == 0 }.id".formatted(claimed));
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/defects?line=" + BOTH);
            browser.person("j.lang");
            page.locator("#group").click();
            Locator group = page.locator(".group")
                    .filter(new Locator.FilterOptions().setHas(page.locator("a[href='/defects/" + held + "']")));
            assertThat(group.locator("h3")).containsText("pages-cover, pages-plate");
            int members = group.locator(".strip a").count();
            assertThat(members).isGreaterThanOrEqualTo(6);
            group.locator("[name=type]").fill("Flat spot");
            group.locator("button").click();

            assertThat(group.locator("h3")).not().containsText(members + " look alike");
            assertThat(group.locator(".strip a").count()).isLessThanOrEqualTo(members - 5);
            assertThat(page.locator(".note-problem")).containsText("k.braun");
            browser.screenshot("defects-groups-both");
        }
        assertThat(dents).hasSize(5);
        for (String dent : dents) {
            given().get("/api/v1/inspections/" + dent).then().body("verdict.defect_type", equalTo("flat-spot"));
        }
        for (String product : List.of(Plates.PRODUCT, "pages-cover")) {
            given().get("/api/v1/products/" + product + "/defect-types")
                    .then()
                    .body("items.name", hasItem("Flat spot"));
        }
    }

    @Test
    void group_of_unnamed_defects_is_named_at_once() {
        try (Browser browser = Browser.open()) {
            int before = unnamed().size();
            Page page = browser.go("/defects?" + FILTER);
            browser.person("j.lang");
            page.locator("#group").click();
            Locator group = page.locator(".group").first();
            assertThat(group).containsText("look alike");
            browser.checkAccessibility();
            browser.screenshot("defects-groups");
            int groups = page.locator(".group").count();

            group.locator("[name=type]").fill("gap");
            group.locator("button").click();

            assertThat(page.locator(".group")).hasCount(groups - 1);
            assertThat(unnamed().size()).isLessThanOrEqualTo(before - 3);
        }
    }

    @Test
    void next_ones_come_when_they_are_asked_for() {
        String more = given().accept("text/html").get("/defects/more?" + FILTER).asString();
        assertThat(more).contains("/api/v1/defects/").doesNotContain("<html");
    }

    @Test
    void page_speaks_german_and_fits_a_tablet() {
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/defects?" + FILTER + "&verdict=none");
            assertThat(page.locator("h1")).hasText("Fehler, die gesehen wurden");
            assertThat(page.locator("#gallery")).containsText("nicht benannt");
            browser.checkAccessibility();
        }
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/defects?" + FILTER);
            browser.checkAccessibility();
            browser.screenshot("defects-tablet");
            page.locator("#gallery .thumb").first().click();
            assertThat(page.locator("#similar .thumb").first()).isVisible();
            browser.checkAccessibility();
            browser.screenshot("defect-tablet");
        }
    }
}
