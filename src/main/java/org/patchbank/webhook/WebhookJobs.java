package org.patchbank.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;

/** Has events sent while the program runs, by every node of the role {@code query}. */
@ApplicationScoped
class WebhookJobs {
    private static final Logger LOG = Logger.getLogger(WebhookJobs.class);
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(1);

    private final WebhookSender sender;
    private final DeliveryStore deliveries;
    private final WebhookSettings settings;
    private final PatchbankSettings node;
    private final NodeFactory own;
    private final Clock clock;
    private final AtomicLong dead = new AtomicLong();
    private final ScheduledExecutorService thread;
    private Instant counted = Instant.EPOCH;
    private boolean failing;

    WebhookJobs(
            WebhookSender sender,
            DeliveryStore deliveries,
            WebhookSettings settings,
            PatchbankSettings node,
            NodeFactory own,
            Clock clock,
            MeterRegistry metrics) {
        this.sender = sender;
        this.deliveries = deliveries;
        this.settings = settings;
        this.node = node;
        this.own = own;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread jobs = new Thread(work, "webhook-sender");
            jobs.setDaemon(true);
            return jobs;
        });
        Gauge.builder("patchbank.webhook.dead", dead, AtomicLong::get)
                .description("Dead letters: events that could not be told and wait for somebody to ask for them again")
                .register(metrics);
        for (String outcome : new String[] {"delivered", "failed", "dead"}) {
            Counter.builder("patchbank.webhook.deliveries")
                    .description("Tries to tell events, by outcome; dead after the last one failed")
                    .tag("outcome", outcome)
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            long every = settings.pollInterval().toMillis();
            thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** What fails is told once until it works again. */
    private void look() {
        try {
            while (sender.sendSome() == WebhookSender.AT_ONCE && !thread.isShutdown()) {
                // there may be more
            }
            if (counted.plus(COUNTED_EVERY).isBefore(clock.instant())) {
                counted = clock.instant();
                deliveries.forgetDelivered(counted.minus(settings.keep()));
                dead.set(deliveries.count(own.name(), Delivery.State.DEAD));
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown()) {
                LOG.warn("Events wait to be told until that succeeds again", e);
            }
            failing = true;
        }
    }
}
