package org.patchbank.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium that looks at the server of the test. One window a test: close it, and it has checked that the page said
 * nothing wrong on its console and asked no other host for anything.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 20_000;

    /** Started once: a test's window is a context of its own. */
    private static com.microsoft.playwright.Browser chromium;

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    private Browser(com.microsoft.playwright.Browser.NewContextOptions options) {
        this.context = chromium().newContext(options.setBaseURL(server()));
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(this::note);
        page.onPageError(error -> errors.add(error));
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(server()) && !url.startsWith("data:") && !url.startsWith("blob:")) {
                errors.add("asked another host: " + url);
            }
        });
    }

    /** English, light, as wide as a desk's screen. */
    public static Browser open() {
        return new Browser(options("en"));
    }

    public static Browser german() {
        return new Browser(options("de"));
    }

    /** A tablet at the line, dark. */
    public static Browser tablet() {
        return new Browser(
                options("en").setViewportSize(820, 1180).setHasTouch(true).setColorScheme(ColorScheme.DARK));
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options(String language) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setTimezoneId("UTC")
                .setViewportSize(1440, 1000);
    }

    public Page page() {
        return page;
    }

    /** Goes to a path and waits until its scripts have run. */
    public Page go(String path) {
        page.navigate(path);
        page.waitForLoadState();
        return page;
    }

    /** Tells the pages who is there. */
    public void person(String name) {
        page.locator("#person").fill(name);
    }

    /** Errors that a test provoked and has looked at. */
    public void forgetErrors() {
        errors.clear();
    }

    /** One error that a test provoked and knows a part of: it must have been said, once, and everything else still counts. */
    public void forgetError(String part) {
        List<String> known =
                errors.stream().filter(error -> error.contains(part)).toList();
        assertThat(known).as("errors with %s among %s", part, errors).hasSize(1);
        errors.removeAll(known);
    }

    /** The rules of WCAG 2.1 A and AA that axe can check. */
    public void checkAccessibility() {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml())
                                .limit(3)
                                .toList())
                .isEmpty();
    }

    /** Leaves target/screenshots/{name}.png. */
    public void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
        assertThat(errors).as("what the page said on its console").isEmpty();
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            errors.add(message.text() + " (" + message.location() + ")");
        }
    }

    private static String server() {
        return "http://localhost:" + RestAssured.port;
    }

    private static synchronized com.microsoft.playwright.Browser chromium() {
        if (chromium == null) {
            Optional<Path> program = program();
            Assumptions.assumeTrue(
                    program.isPresent(),
                    "skipped: there is no Chromium. Install one (apt-get install chromium), or name one by"
                            + " PATCHBANK_TEST_CHROMIUM.");
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-browser"));
            chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program.orElseThrow())
                            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        }
        return chromium;
    }

    private static Optional<Path> program() {
        return Stream.concat(Optional.ofNullable(System.getenv("PATCHBANK_TEST_CHROMIUM")).stream(), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
