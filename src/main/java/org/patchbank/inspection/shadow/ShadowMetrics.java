package org.patchbank.inspection.shadow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is measured of shadows. */
final class ShadowMetrics {
    private final MeterRegistry registry;
    private final Timer beside;
    private final Timer caughtUp;

    ShadowMetrics(MeterRegistry registry, ShadowQueue queue, RunningShadows running) {
        this.registry = registry;
        this.beside = timer("beside");
        this.caughtUp = timer("caught_up");
        Gauge.builder("patchbank.shadow.waiting", queue, ShadowQueue::size)
                .description("Inspections that wait in memory to be scored by a shadow")
                .register(registry);
        Gauge.builder(
                        "patchbank.shadow.running",
                        running,
                        shadows -> shadows.all().size())
                .description("Deployments with a shadow")
                .register(registry);
    }

    private Timer timer(String when) {
        return Timer.builder("patchbank.shadow.latency")
                .tag("when", when)
                .description(
                        "How long a shadow takes for an image: beside the inspection, or from the kept image later")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    void scored(Scored scored, boolean later) {
        (later ? caughtUp : beside).record(Duration.ofNanos((long) (scored.millis() * 1e6)));
        if (scored.refusal() != null) {
            Counter.builder("patchbank.shadow.refused")
                    .description("Inspections that a shadow cannot score, by error code")
                    .tag("code", scored.refusal())
                    .register(registry)
                    .increment();
        }
    }

    /** It is caught up with later. @param why queue, bank, error */
    void missed(String why) {
        Counter.builder("patchbank.shadow.missed")
                .description("Inspections that a shadow could not score in time; they are caught up with")
                .tag("reason", why)
                .register(registry)
                .increment();
    }
}
