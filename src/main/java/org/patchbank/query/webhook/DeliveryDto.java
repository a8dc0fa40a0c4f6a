package org.patchbank.query.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.webhook.Delivery;

/** One event for one webhook, as answers write it. */
@Schema(name = "WebhookDelivery", example = DeliveryDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryDto(
        @Schema(description = "The receiver sees it as webhook-id at every try")
        UUID id,

        UUID webhook,

        @Schema(enumeration = {"drift.warning", "drift.resolved", "webhook.ping"})
        String event,

        @Schema(
                description = "dead: tried as often as the settings say, and kept",
                enumeration = {"waiting", "delivered", "dead"})
        String state,

        @Schema(description = "Since it was last asked for") int tries,

        @Schema(description = "When it is tried, or tried again; absent where it is not")
        Instant nextTry,

        Instant createdAt,
        Instant triedAt,
        Instant deliveredAt,

        @Schema(description = "HTTP status of the last try; absent where there was no answer")
        Integer answer,

        @Schema(description = "Why the last try failed") String failure,

        @Schema(description = "What is sent", type = SchemaType.OBJECT) @JsonRawValue
        String body) {

    static final String EXAMPLE = """
            {"id": "019ab1e1-33cc-7abc-8def-0123456789ab", "webhook": "019ab1e0-22bb-7abc-8def-0123456789ab",
             "event": "drift.warning", "state": "dead", "tries": 10, "created_at": "2026-11-26T09:31:00Z",
             "tried_at": "2026-11-27T04:50:12Z", "answer": 500, "failure": "The receiver answered with status 500.",
             "body": {"type": "drift.warning", "timestamp": "2026-11-26T09:31:00Z", "data": {}}}""";

    /** Some deliveries, newest first. */
    @Schema(
            name = "WebhookDeliveryPage",
            description = "Newest first; next_cursor asks for those that follow, and is absent at the end",
            example = "{\"items\": [" + EXAMPLE + "]}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<DeliveryDto> items, UUID nextCursor) {
        /** @param found one more than are shown, where there is one */
        static Items of(List<Delivery> found, int limit) {
            List<DeliveryDto> shown =
                    found.stream().limit(limit).map(DeliveryDto::of).toList();
            return new Items(shown, found.size() > limit ? shown.get(limit - 1).id() : null);
        }
    }

    static DeliveryDto of(Delivery delivery) {
        return new DeliveryDto(
                delivery.id(),
                delivery.webhook(),
                delivery.event().label(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                delivery.tries(),
                delivery.state() == Delivery.State.WAITING ? delivery.nextTry() : null,
                delivery.createdAt(),
                delivery.triedAt().orElse(null),
                delivery.deliveredAt().orElse(null),
                delivery.answer().isPresent() ? delivery.answer().getAsInt() : null,
                delivery.failure().orElse(null),
                delivery.body());
    }
}
