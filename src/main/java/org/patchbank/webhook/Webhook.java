package org.patchbank.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An address that is told of events.
 *
 * @param factory whose events
 * @param product whose events; of all products where it is empty
 */
public record Webhook(
        UUID id,
        String factory,
        URI url,
        List<WebhookEvent> events,
        Optional<String> product,
        Instant createdAt,
        Instant changedAt) {}
