package org.patchbank.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.patchbank.platform.Ids;
import org.patchbank.platform.database.Sql;

/** Takes in what is to be told, in the transaction of what is told: both are kept, or neither. */
@ApplicationScoped
public class WebhookOutbox {
    private static final String WANTED = """
            select id from webhook where factory = ? and ? = any(events) and (product is null or product = ?)
            for key share""";

    private final Sql sql;
    private final DeliveryStore deliveries;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    WebhookOutbox(Sql sql, DeliveryStore deliveries, ObjectMapper json, Ids ids, Clock clock) {
        this.sql = sql;
        this.deliveries = deliveries;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Has all webhooks told that want to know.
     *
     * @param data written as JSON, with names in snake_case
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(WebhookEvent event, String factory, String product, Object data) {
        Instant now = clock.instant();
        String body = body(event, now, data);
        for (UUID webhook : sql.list(WANTED, row -> Sql.uuid(row, "id"), factory, event.label(), product)) {
            deliveries.add(ids.next(), webhook, event, body, now);
        }
    }

    /** @return the delivery's id */
    @Transactional(Transactional.TxType.MANDATORY)
    UUID ping(UUID webhook) {
        Instant now = clock.instant();
        UUID id = ids.next();
        deliveries.add(
                id,
                webhook,
                WebhookEvent.PING,
                body(WebhookEvent.PING, now, Map.of("webhook", webhook.toString())),
                now);
        return id;
    }

    private String body(WebhookEvent event, Instant now, Object data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", event.label());
        body.put("timestamp", now);
        body.put("data", data);
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event that is no JSON", e);
        }
    }
}
