package org.patchbank.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.Gestures;
import org.patchbank.testing.TestImages;
import org.patchbank.testing.TestProduct;

/** A new product, from pictures to its first decision, in the browser alone. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class NewProductPageTest {
    private static final LocatorAssertions.IsVisibleOptions BUILT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);

    @Test
    void product_is_set_up_from_pictures_to_its_first_decision() throws IOException {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/setup");
            page.getByLabel("Product", exactly()).fill("Bracket Nü 7");
            page.getByLabel("Line whose camera").fill("setup-line");
            assertThat(page.getByLabel("Name of the reference set")).hasValue("bracket-nu-7");
            browser.checkAccessibility();
            browser.screenshot("setup-name");
            next(page);

            page.locator("[data-files]").setInputFiles(new FilePayload[] {
                new FilePayload("good.zip", "application/zip", zip(16)),
                new FilePayload("notes.png", "image/png", "no image".getBytes()),
            });
            assertThat(page.locator(".upload-state")).hasText("16 images added.");
            assertThat(page.locator(".refused")).containsText("notes.png");
            assertThat(page.locator("#setup-images .thumb")).hasCount(16);
            browser.checkAccessibility();
            browser.screenshot("setup-images");
            page.getByText("Next").click();

            drawRegion(page);
            browser.checkAccessibility();
            browser.screenshot("setup-region");
            page.getByText("Next").click();

            page.locator("[value='patchcore-1%']").check();
            browser.checkAccessibility();
            browser.screenshot("setup-build");
            page.getByText("Start the build").click();
            assertThat(page.locator("h2").first()).containsText("Version 1 is being built");
            String address = page.url();
            page.navigate("/");
            page.navigate(address);

            assertThat(page.locator("[data-reject-limit]")).isVisible(BUILT);
            assertThat(page.locator("[data-calibration-chart][data-drawn]")).isVisible();
            page.locator("[name=reject]").fill("10");
            assertThat(page.locator(".limits")).containsText("10.0");
            browser.checkAccessibility();
            browser.screenshot("setup-deploy");
            assertThat(page.locator("[name=line]")).hasValue("setup-line");
            page.locator("[data-deploy] button").click();

            assertThat(page.locator("[data-try]")).isVisible();
            page.waitForLoadState(); // its script takes what is chosen
            page.locator("[data-files]").setInputFiles(new FilePayload[] {
                new FilePayload("other.png", "image/png", TestImages.good(1)),
                new FilePayload("good.png", "image/png", TestProduct.good(1003)),
            });
            assertThat(page.locator(".tried > li")).hasCount(2);
            assertThat(page.locator(".tried .decision").last()).hasText("rejected");
            assertThat(page.locator(".tried a").last())
                    .hasAttribute("href", Pattern.compile("/inspections/[0-9a-f-]{36}"));
            browser.checkAccessibility();
            browser.screenshot("setup-try");
        }
    }

    @Test
    void setting_up_speaks_german_and_can_be_left_and_resumed() {
        TestProduct product = new TestProduct("resumed-product").enrol(3);
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/setup?set=" + product.referenceSet());
            assertThat(page.locator("[aria-current=step]")).containsText("Bereich");
            page.getByText("Rechteck hinzufügen").click();
            page.getByLabel("Links, %").fill("25");
            page.reload();
            assertThat(page.getByLabel("Links, %")).hasValue("25");
            page.locator(".steps").getByText("Bilder").click();
            assertThat(page.locator("#setup-images .thumb")).hasCount(3);
            browser.checkAccessibility();
            browser.screenshot("setup-german");
        }
    }

    @Test
    void a_tablet_has_room_for_drawing() {
        TestProduct product = new TestProduct("tablet-product").enrol(2);
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/setup?step=3&set=" + product.referenceSet());
            drawRegion(page);
            browser.checkAccessibility();
            browser.screenshot("setup-tablet");
        }
    }

    @Test
    void region_is_drawn_with_a_finger() {
        TestProduct product = new TestProduct("touched-product").enrol(2);
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/setup?step=3&set=" + product.referenceSet());
            Locator canvas = page.locator("canvas");
            assertThat(canvas).hasAttribute("width", Pattern.compile("\\d{3,}"));
            canvas.scrollIntoViewIfNeeded();
            Object scrolled = page.evaluate("scrollY");
            Gestures.swipe(canvas, .2, .1, .7, .9);
            assertThat(page.locator("[data-list] > li")).hasCount(1);
            assertThat(page.getByLabel("Left, %")).hasValue(Pattern.compile("(19|20)(\\.\\d+)?"));
            assertThat(page.getByLabel("Height, %")).hasValue(Pattern.compile("(79|80)(\\.\\d+)?"));
            assertThat(page.evaluate("scrollY")).isEqualTo(scrolled);
        }
    }

    @Test
    void folder_of_pictures_is_chosen(@TempDir Path folder) throws IOException {
        TestProduct product = new TestProduct("folder-product").enrol(1);
        Path pictures = folderOfPictures(folder);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/setup?step=2&set=" + product.referenceSet());
            page.locator("[data-folder]").setInputFiles(pictures);
            takenFromFolder(page);
        }
    }

    @Test
    void folder_of_pictures_is_dropped(@TempDir Path folder) throws IOException {
        TestProduct product = new TestProduct("dropped-product").enrol(1);
        Path pictures = folderOfPictures(folder);
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/setup?step=2&set=" + product.referenceSet());
            Gestures.drop(page.locator(".upload-zone"), pictures);
            takenFromFolder(page);
        }
    }

    /** Three pictures, two of them deeper, what is no picture, and what nobody sees. */
    private static Path folderOfPictures(Path folder) throws IOException {
        Path pictures = folder.resolve("bracket");
        Files.createDirectories(pictures.resolve("shift-2"));
        Files.write(pictures.resolve("a.png"), TestProduct.good(2));
        Files.write(pictures.resolve("shift-2").resolve("a.png"), TestProduct.good(3));
        Files.write(pictures.resolve("shift-2").resolve("b.png"), TestProduct.good(4));
        Files.writeString(pictures.resolve("notes.txt"), "no image");
        Files.writeString(pictures.resolve(".hidden"), "no image");
        return pictures;
    }

    private static void takenFromFolder(Page page) {
        assertThat(page.locator(".upload-state")).hasText("3 images added.");
        assertThat(page.locator(".refused li")).hasCount(1);
        assertThat(page.locator(".refused li")).containsText("bracket/notes.txt");
        assertThat(page.locator("#setup-images .thumb")).hasCount(4);
    }

    /** A rectangle to look at with a triangle to ignore, one that is given up, and one that is drawn by mistake and removed. */
    private static void drawRegion(Page page) {
        Locator canvas = page.locator("canvas");
        assertThat(canvas).hasAttribute("width", Pattern.compile("\\d{3,}"));
        BoundingBox box = canvas.boundingBox();
        page.mouse().move(box.x + box.width * .1, box.y + box.height * .1);
        page.mouse().down();
        page.mouse().move(box.x + box.width * .9, box.y + box.height * .9);
        page.mouse().up();
        assertThat(page.locator("[data-list] > li")).hasCount(1);
        page.getByText("Polygon", new Page.GetByTextOptions().setExact(false))
                .first()
                .click();
        page.getByText("Ignore").first().click();
        corner(page, box, .05, .05);
        canvas.press("Escape");
        corner(page, box, .2, .2);
        corner(page, box, .35, .2);
        corner(page, box, .2, .35);
        canvas.press("Enter");
        assertThat(page.locator("[data-list] > li")).hasCount(2);
        page.getByText("Add a rectangle").click();
        page.locator("[data-list] > li").last().locator("button").click();
        assertThat(page.locator("[data-list] > li")).hasCount(2);
    }

    private static void corner(Page page, BoundingBox box, double x, double y) {
        page.mouse().click(box.x + box.width * x, box.y + box.height * y);
        page.waitForTimeout(500); // two quick clicks would be a double click
    }

    private static void next(Page page) {
        page.locator("main form button").click();
        page.waitForURL(Pattern.compile("set="));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static byte[] zip(int images) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < images; i++) {
                zip.putNextEntry(new ZipEntry("good/" + i + ".png"));
                zip.write(TestProduct.good(i));
            }
        }
        return bytes.toByteArray();
    }
}
