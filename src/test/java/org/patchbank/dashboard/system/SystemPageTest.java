package org.patchbank.dashboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.Browser;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SystemPageTest {
    @Test
    void node_its_health_and_its_database_are_shown() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/system");
            assertThat(page.locator("#health")).containsText("Image store: ready");
            assertThat(page.locator("#health")).containsText("Vector index: ready");
            assertThat(page.locator("main")).containsText("PostgreSQL");
            assertThat(page.locator("main")).containsText("Months of inspections");
            browser.checkAccessibility();
            browser.screenshot("system");
        }
    }

    @Test
    void setting_is_found_by_a_part_of_its_name() {
        try (Browser browser = Browser.open()) {
            Page page = browser.go("/system");
            page.locator("#find-setting").fill("search mode");
            assertThat(page.locator(".settings tbody tr:visible")).hasCount(1);
            assertThat(page.locator(".settings tbody tr:visible")).containsText("auto");
        }
    }

    @Test
    void webhook_is_added_tested_and_what_did_not_arrive_sent_again() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                Browser browser = Browser.open()) {
            Page page = browser.go("/system");
            page.locator("#add-webhook [name=url]").fill(receiver.url());
            page.locator("#add-webhook [name=product]").fill("system-page");
            page.locator("#add-webhook button").click();
            assertThat(page.locator("#webhook-secret")).containsText("whsec_");
            Locator webhook = page.locator(".webhook").filter(new Locator.FilterOptions().setHasText(receiver.url()));
            webhook.locator("button", new Locator.LocatorOptions().setHasText("Send a test"))
                    .click();
            assertThat(webhook).containsText("webhook.ping");

            receiver.answer(410); // gone: not tried again by itself
            webhook.locator("button", new Locator.LocatorOptions().setHasText("Send a test"))
                    .click();
            Locator dead = webhook.locator("tr").filter(new Locator.FilterOptions().setHasText("410"));
            assertThat(dead).containsText("not delivered");
            browser.checkAccessibility();
            browser.screenshot("system-webhooks");
            receiver.answer(204);
            dead.locator("button").click();
            assertThat(dead).hasCount(0);
            assertThat(webhook.locator(".decision-accept")).hasCount(2);
            webhook.locator("button", new Locator.LocatorOptions().setHasText("Delete"))
                    .click();
            assertThat(webhook).hasCount(0);
        }
    }

    @Test
    void page_speaks_german_and_fits_a_tablet() {
        try (Browser browser = Browser.german()) {
            Page page = browser.go("/system");
            assertThat(page.locator("#health")).containsText("Bildspeicher: bereit");
            browser.checkAccessibility();
        }
        try (Browser browser = Browser.tablet()) {
            Page page = browser.go("/system");
            assertThat(page.locator("#health")).containsText("Image store: ready");
            browser.checkAccessibility();
            browser.screenshot("system-tablet");
        }
    }
}
