package org.patchbank.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One event for one webhook.
 *
 * @param body what is sent
 * @param tries since it was last asked for
 * @param nextTry while it waits: when it is tried, or tried again
 * @param answer the HTTP status of the last try
 * @param failure why the last try failed
 */
public record Delivery(
        UUID id,
        UUID webhook,
        WebhookEvent event,
        String body,
        State state,
        int tries,
        Instant nextTry,
        Instant createdAt,
        Optional<Instant> triedAt,
        Optional<Instant> deliveredAt,
        OptionalInt answer,
        Optional<String> failure) {

    /** How far it has come. */
    public enum State {
        WAITING,
        DELIVERED,
        /** A dead letter: it was tried as often as the settings say, and is kept until somebody asks for it again. */
        DEAD
    }
}
