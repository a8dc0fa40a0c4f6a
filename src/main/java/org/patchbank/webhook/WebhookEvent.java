package org.patchbank.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be told. */
public enum WebhookEvent {
    DRIFT_WARNING("drift.warning"),
    DRIFT_RESOLVED("drift.resolved"),
    /** Sent on demand, to whoever is asked for. */
    PING("webhook.ping");

    private final String label;

    WebhookEvent(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Those that one can ask to be told of. */
    public static List<WebhookEvent> subscribable() {
        return Arrays.stream(values()).filter(event -> event != PING).toList();
    }

    static Optional<WebhookEvent> of(String label) {
        return Arrays.stream(values())
                .filter(event -> event.label.equals(label))
                .findFirst();
    }
}
