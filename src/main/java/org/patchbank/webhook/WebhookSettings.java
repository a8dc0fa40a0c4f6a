package org.patchbank.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are told. */
@ConfigMapping(prefix = "patchbank.webhook")
public interface WebhookSettings {
    /** How often it is looked for events to be told. */
    @WithDefault("1s")
    Duration pollInterval();

    /** How long a receiver may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** How often an event is tried before it becomes a dead letter. */
    @WithDefault("10")
    @Min(1) @Max(50) int tries();

    /** Wait after the first failure; four times as long after each further one, up to {@link #longestWait}, give or take a half. */
    @WithDefault("5s")
    Duration firstWait();

    /** Longest time between two tries of a delivery. */
    @WithDefault("6h")
    Duration longestWait();

    /** The only hosts that events go to, where any are named. */
    Optional<List<String>> allowedHosts();

    /** How long deliveries are kept that arrived; dead letters stay. */
    @WithDefault("30d")
    Duration keep();
}
