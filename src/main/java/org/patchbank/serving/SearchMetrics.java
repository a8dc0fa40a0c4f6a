package org.patchbank.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.patchbank.detector.SearchFigures;

/** What is measured of the searches through the vector index. */
final class SearchMetrics {
    private final MeterRegistry registry;
    private final Counter byIndex;
    private final Counter byFile;
    private final Counter corrected;
    private final DistributionSummary verified;
    private final Counter found;
    private final Counter missed;
    private final Timer calls;

    SearchMetrics(MeterRegistry registry) {
        this.registry = registry;
        byIndex = views("index");
        byFile = views("file");
        corrected = Counter.builder("patchbank.search.corrected")
                .description("Views whose score the verification changed")
                .register(registry);
        verified = DistributionSummary.builder("patchbank.search.verified")
                .baseUnit("patches")
                .description("Patches of a view that were compared with the whole bank, where the index proposed rows")
                .register(registry);
        found = nearest("found");
        missed = nearest("missed");
        calls = Timer.builder("patchbank.search.calls")
                .description("Calls of the vector index that answered, one a view")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        Gauge.builder("patchbank.search.recall", this, SearchMetrics::recall)
                .description("Share of the verified patches whose nearest row the index had found, since the start")
                .register(registry);
    }

    private Counter views(String by) {
        return Counter.builder("patchbank.search.views")
                .tag("by", by)
                .description("Views searched outside of memory: by the index, or by the bank's file alone")
                .register(registry);
    }

    private Counter nearest(String answer) {
        return Counter.builder("patchbank.search.nearest")
                .tag("answer", answer)
                .description("Verified patches by whether the index had found their nearest row")
                .register(registry);
    }

    private double recall() {
        double all = found.count() + missed.count();
        return all == 0 ? Double.NaN : found.count() / all;
    }

    void searched(SearchFigures figures) {
        if (figures.proposed() == 0) {
            byFile.increment();
            return;
        }
        byIndex.increment();
        verified.record(figures.verified());
        found.increment(figures.found());
        missed.increment(figures.verified() - figures.found());
        if (figures.corrected()) {
            corrected.increment();
        }
    }

    void answered(long nanos) {
        calls.record(Duration.ofNanos(nanos));
    }

    /** @param reason an error code, {@code timeout}, or {@code paused} where the index was not asked */
    void unanswered(String reason) {
        Counter.builder("patchbank.search.unanswered")
                .description(
                        "Views that the vector index gave no answer for, by reason; they are judged by the bank's file alone")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
