package org.patchbank.query.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.webhook.Webhook;
import org.patchbank.webhook.WebhookEvent;
import org.patchbank.webhook.Webhooks;

/** A webhook, as answers write it. */
@Schema(name = "Webhook", description = "An address that is told of events", example = WebhookDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookDto(
        UUID id,
        String factory,
        String url,
        List<String> events,

        @Schema(description = "Whose events; of all products where it is absent")
        String product,

        Instant createdAt,
        Instant changedAt,

        @Schema(description = "What deliveries are signed with; only in the answer that made the webhook")
        String secret) {

    static final String EXAMPLE = """
            {"id": "019ab1e0-22bb-7abc-8def-0123456789ab", "factory": "default", "url": "https://mes.example.com/patchbank",
             "events": ["drift.warning", "drift.resolved"], "product": "tile", "created_at": "2026-11-26T08:00:00Z",
             "changed_at": "2026-11-26T08:00:00Z"}""";

    /** All webhooks. */
    @Schema(name = "WebhookList", example = "{\"items\": [" + EXAMPLE + "]}")
    public record Items(List<WebhookDto> items) {}

    /** What a webhook shall be. */
    @Schema(name = "NewWebhook", example = """
                    {"url": "https://mes.example.com/patchbank", "events": ["drift.warning", "drift.resolved"], "product": "tile"}""")
    public record New(
            @NotBlank @Size(max = 2000) String url,

            @NotEmpty @Schema(description = "drift.warning, drift.resolved")
            List<@Pattern(regexp = EVENTS, message = "must be drift.warning or drift.resolved") String> events,

            @Schema(description = "Only events of this product; of all where it is left out") @Size(min = 1, max = 200) String product,

            @Schema(
                    description =
                            "whsec_ and 24 to 64 random bytes in Base64; where it is left out, one is made (or, in a change, kept)")
            @Size(max = 200) String secret) {
        List<WebhookEvent> wanted() {
            return WebhookEvent.subscribable().stream()
                    .filter(event -> events.contains(event.label()))
                    .toList();
        }

        /** Keeps the secret to itself. */
        @Override
        public String toString() {
            return "webhook to " + url;
        }
    }

    private static final String EVENTS = "drift\\.warning|drift\\.resolved";

    static WebhookDto of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookDto of(Webhooks.Added added) {
        return of(added.webhook(), added.secret());
    }

    private static WebhookDto of(Webhook webhook, String secret) {
        return new WebhookDto(
                webhook.id(),
                webhook.factory(),
                webhook.url().toString(),
                webhook.events().stream().map(WebhookEvent::label).toList(),
                webhook.product().orElse(null),
                webhook.createdAt(),
                webhook.changedAt(),
                secret);
    }
}
