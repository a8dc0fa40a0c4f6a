package org.patchbank.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.Ids;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;

/** The webhooks of this node's factory, and what becomes of their deliveries. */
@ApplicationScoped
public class Webhooks {
    private static final String COLUMNS = "id, factory, url, events, product, created_at, changed_at";

    private final Sql sql;
    private final DeliveryStore deliveries;
    private final WebhookOutbox outbox;
    private final NodeFactory own;
    private final Receivers receivers;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            Sql sql,
            DeliveryStore deliveries,
            WebhookOutbox outbox,
            NodeFactory own,
            WebhookSettings settings,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.own = own;
        this.receivers = new Receivers(settings.allowedHosts());
        this.ids = ids;
        this.clock = clock;
    }

    /** @param secret this once, and never again */
    public record Added(Webhook webhook, String secret) {}

    /**
     * @param product whose events, or null for all
     * @param secret that deliveries are signed with, or null to have one made
     * @throws PatchbankException {@code WEBHOOK_URL_INVALID}, {@code WEBHOOK_HOST_REFUSED}, {@code WEBHOOK_SECRET_INVALID}
     */
    @Transactional
    public Added add(String url, List<WebhookEvent> events, String product, String secret) {
        URI checked = receivers.check(url);
        WebhookSecret signing = secret == null ? WebhookSecret.random(random) : WebhookSecret.of(secret);
        UUID id = ids.next();
        Instant now = clock.instant();
        sql.change(
                "insert into webhook (id, factory, url, events, product, secret, created_at, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                own.name(),
                checked.toString(),
                labels(events),
                product,
                signing.text(),
                now,
                now);
        return new Added(get(id), signing.text());
    }

    /**
     * @param secret null to keep the present one
     * @throws PatchbankException as {@link #add}, and {@code WEBHOOK_NOT_FOUND}
     */
    @Transactional
    public Webhook change(UUID id, String url, List<WebhookEvent> events, String product, String secret) {
        int changed = sql.change(
                "update webhook set url = ?, events = ?, product = ?, secret = coalesce(?, secret), changed_at = ?"
                        + " where id = ? and factory = ?",
                receivers.check(url).toString(),
                labels(events),
                product,
                secret == null ? null : WebhookSecret.of(secret).text(),
                clock.instant(),
                id,
                own.name());
        if (changed == 0) {
            throw notFound(id);
        }
        return get(id);
    }

    /** Its deliveries go too, dead letters among them. */
    @Transactional
    public void remove(UUID id) {
        if (sql.change("delete from webhook where id = ? and factory = ?", id, own.name()) == 0) {
            throw notFound(id);
        }
    }

    /** Oldest first. */
    @Transactional
    public List<Webhook> list() {
        return sql.list(
                "select " + COLUMNS + " from webhook where factory = ? order by id", Webhooks::read, own.name());
    }

    @Transactional
    public Webhook get(UUID id) {
        return sql.first(
                        "select " + COLUMNS + " from webhook where id = ? and factory = ?",
                        Webhooks::read,
                        id,
                        own.name())
                .orElseThrow(() -> notFound(id));
    }

    /** Has a webhook told that it is one; the answer is the delivery, which waits. */
    @Transactional
    public Delivery ping(UUID id) {
        get(id);
        return delivery(id, outbox.ping(id));
    }

    /**
     * Newest first.
     *
     * @param state null for all
     * @param before null for the newest, or the last one that was shown
     */
    @Transactional
    public List<Delivery> deliveries(UUID webhook, Delivery.State state, UUID before, int limit) {
        get(webhook);
        return deliveries.list(webhook, state, before, limit);
    }

    @Transactional
    public Delivery delivery(UUID webhook, UUID id) {
        get(webhook);
        return deliveries.delivery(webhook, id).orElseThrow(() -> noDelivery(id));
    }

    /**
     * Has a dead letter, or one that arrived, sent again, as often as a new one.
     *
     * @throws PatchbankException {@code DELIVERY_NOT_FOUND}, {@code DELIVERY_UNDER_WAY}
     */
    @Transactional
    public Delivery retry(UUID webhook, UUID id) {
        delivery(webhook, id);
        if (!deliveries.again(webhook, id, clock.instant())) {
            throw new PatchbankException(
                    WebhookErrorCode.DELIVERY_UNDER_WAY,
                    "This delivery is still being tried.",
                    "Wait until it has arrived or has become a dead letter.");
        }
        return delivery(webhook, id);
    }

    private static String[] labels(List<WebhookEvent> events) {
        return events.stream().distinct().map(WebhookEvent::label).toArray(String[]::new);
    }

    private static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                Sql.uuid(row, "id"),
                row.getString("factory"),
                URI.create(row.getString("url")),
                Sql.texts(row, "events").stream()
                        .map(WebhookEvent::of)
                        .flatMap(Optional::stream)
                        .toList(),
                Optional.ofNullable(row.getString("product")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "changed_at"));
    }

    private static PatchbankException notFound(UUID id) {
        return new PatchbankException(
                WebhookErrorCode.WEBHOOK_NOT_FOUND,
                "There is no webhook " + id + ".",
                "GET /api/v1/webhooks lists those that there are.");
    }

    private static PatchbankException noDelivery(UUID id) {
        return new PatchbankException(
                WebhookErrorCode.DELIVERY_NOT_FOUND,
                "There is no delivery " + id + " of this webhook.",
                "GET /api/v1/webhooks/{id}/deliveries lists those that there are.");
    }
}
