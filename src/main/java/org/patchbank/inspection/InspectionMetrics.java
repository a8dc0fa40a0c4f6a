package org.patchbank.inspection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.serving.InspectionGate;

/** What is measured of inspections: the latency of each stage, the whole, the decisions. */
final class InspectionMetrics {
    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final Timer total;

    InspectionMetrics(MeterRegistry registry, InspectionGate gate) {
        this.registry = registry;
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    timer("patchbank.inspection.stage", "Latency of one stage of an inspection")
                            .tag("stage", stage.label())
                            .register(registry));
        }
        this.total = timer("patchbank.inspection.latency", "Latency of a whole inspection, waiting included")
                .register(registry);
        Gauge.builder("patchbank.inspections.waiting", gate, InspectionGate::waiting)
                .description("Inspections that wait for their turn")
                .register(registry);
    }

    void record(Inspection inspection, StageTimes times, long totalNanos) {
        stages.forEach((stage, timer) -> {
            if (times.nanos(stage) > 0) {
                timer.record(Duration.ofNanos(times.nanos(stage)));
            }
        });
        total.record(Duration.ofNanos(totalNanos));
        Counter.builder("patchbank.inspections")
                .description("Inspections by decision")
                .tag("decision", inspection.decision().name().toLowerCase(Locale.ROOT))
                .tag("product", inspection.product())
                .tag("line", inspection.line())
                .register(registry)
                .increment();
    }

    void failed(String code) {
        Counter.builder("patchbank.inspection.failures")
                .description("Images that got no decision, by error code")
                .tag("code", code)
                .register(registry)
                .increment();
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(PERCENTILES)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(30));
    }
}
