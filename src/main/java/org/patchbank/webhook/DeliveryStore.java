package org.patchbank.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.patchbank.platform.database.Sql;

/** Reads and writes what is to be told. */
@ApplicationScoped
class DeliveryStore {
    private static final String COLUMNS = "id, webhook_id, event, body, state, tries, next_try, created_at, tried_at,"
            + " delivered_at, answer, failure";

    /** A try is counted before it is made: one that kills its node is counted too. */
    private static final String CLAIM = """
            update webhook_delivery d set tries = tries + 1, tried_at = ?, next_try = ?, answer = null, failure = null
            from webhook w
            where w.id = d.webhook_id and d.id in (
                select q.id from webhook_delivery q join webhook v on v.id = q.webhook_id
                where q.state = 'WAITING' and q.next_try <= ? and v.factory = ?
                order by q.next_try limit ? for update of q skip locked)
            returning d.id, w.url, w.secret, d.body, d.tries""";

    private final Sql sql;

    DeliveryStore(Sql sql) {
        this.sql = sql;
    }

    /** A delivery that this node tries now. */
    record Claimed(UUID id, String url, String secret, String body, int tries) {
        /** Says where it goes, and keeps the secret to itself. */
        @Override
        public String toString() {
            return "delivery " + id + " to " + url;
        }
    }

    void add(UUID id, UUID webhook, WebhookEvent event, String body, Instant now) {
        sql.change(
                "insert into webhook_delivery (id, webhook_id, event, body, state, next_try, created_at)"
                        + " values (?, ?, ?, ?, 'WAITING', ?, ?)",
                id,
                webhook,
                event.label(),
                body,
                now,
                now);
    }

    /** Takes deliveries whose time has come; nobody else does before {@code until}, unless their fate is written down. */
    List<Claimed> claim(String factory, Instant now, Instant until, int most) {
        return sql.list(
                CLAIM,
                row -> new Claimed(
                        Sql.uuid(row, "id"),
                        row.getString("url"),
                        row.getString("secret"),
                        row.getString("body"),
                        row.getInt("tries")),
                now,
                until,
                now,
                factory,
                most);
    }

    /** Nothing where the delivery has been taken by somebody else since. */
    void delivered(Claimed claimed, int answer, Instant now) {
        sql.change(
                "update webhook_delivery set state = 'DELIVERED', delivered_at = ?, answer = ?, failure = null"
                        + " where id = ? and tries = ?",
                now,
                answer,
                claimed.id(),
                claimed.tries());
    }

    /** @param nextTry null for a dead letter */
    void failed(Claimed claimed, Integer answer, String failure, Instant nextTry) {
        sql.change(
                "update webhook_delivery set state = ?, next_try = coalesce(?, next_try), answer = ?, failure = ?"
                        + " where id = ? and tries = ? and state = 'WAITING'",
                nextTry == null ? Delivery.State.DEAD : Delivery.State.WAITING,
                nextTry,
                answer,
                failure,
                claimed.id(),
                claimed.tries());
    }

    /** @return false where it waits or is tried at this moment */
    boolean again(UUID webhook, UUID id, Instant now) {
        return sql.change(
                        "update webhook_delivery set state = 'WAITING', tries = 0, next_try = ?, delivered_at = null"
                                + " where id = ? and webhook_id = ? and state <> 'WAITING'",
                        now,
                        id,
                        webhook)
                == 1;
    }

    Optional<Delivery> delivery(UUID webhook, UUID id) {
        return sql.first(
                "select " + COLUMNS + " from webhook_delivery where id = ? and webhook_id = ?",
                DeliveryStore::read,
                id,
                webhook);
    }

    /** Newest first. @param state null for all; @param before null for the newest */
    List<Delivery> list(UUID webhook, Delivery.State state, UUID before, int limit) {
        return sql.list(
                "select " + COLUMNS + " from webhook_delivery where webhook_id = ?"
                        + " and (cast(? as text) is null or state = ?) and (cast(? as uuid) is null or id < ?)"
                        + " order by id desc limit ?",
                DeliveryStore::read,
                webhook,
                state,
                state,
                before,
                before,
                limit);
    }

    void forgetDelivered(Instant before) {
        sql.change("delete from webhook_delivery where state = 'DELIVERED' and delivered_at < ?", before);
    }

    /** How many of a factory's deliveries are in a state. */
    long count(String factory, Delivery.State state) {
        return sql.first(
                        "select count(*) as found from webhook_delivery d join webhook w on w.id = d.webhook_id"
                                + " where d.state = ? and w.factory = ?",
                        row -> row.getLong("found"),
                        state,
                        factory)
                .orElseThrow();
    }

    private static Delivery read(ResultSet row) throws SQLException {
        int answer = row.getInt("answer");
        boolean answered = !row.wasNull();
        return new Delivery(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "webhook_id"),
                WebhookEvent.of(row.getString("event")).orElseThrow(),
                row.getString("body"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                Sql.instant(row, "next_try"),
                Sql.instant(row, "created_at"),
                Optional.ofNullable(Sql.instant(row, "tried_at")),
                Optional.ofNullable(Sql.instant(row, "delivered_at")),
                answered ? OptionalInt.of(answer) : OptionalInt.empty(),
                Optional.ofNullable(row.getString("failure")));
    }
}
