package org.patchbank.inspection.history;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;

/**
 * Keeps the history in order while the program runs. Every node of the role {@code query} tries; a lock in the database lets
 * one at a time do each job, and what a killed node left undone the next run does.
 */
@ApplicationScoped
class HistoryJobs {
    private static final Logger LOG = Logger.getLogger(HistoryJobs.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Months months;
    private final Rollup rollup;
    private final Retention retention;
    private final HistorySettings settings;
    private final PatchbankSettings node;
    private final ScheduledExecutorService thread;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    HistoryJobs(Months months, Rollup rollup, Retention retention, HistorySettings settings, PatchbankSettings node) {
        this.months = months;
        this.rollup = rollup;
        this.retention = retention;
        this.settings = settings;
        this.node = node;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread jobs = new Thread(work, "history-jobs");
            jobs.setDaemon(true);
            return jobs;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            every(settings.monthsEvery(), "make the months to come", months::makeAhead);
            every(settings.statisticsEvery(), "bring statistics up to date", rollup::refresh);
            every(settings.retentionEvery(), "remove images that need not be kept", retention::removeImages);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void every(Duration time, String name, Runnable job) {
        thread.scheduleWithFixedDelay(
                () -> attempt(name, job), SOON.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What fails is told once until it works again. */
    private void attempt(String name, Runnable job) {
        try {
            job.run();
            failing.remove(name);
        } catch (RuntimeException e) {
            if (!thread.isShutdown() && failing.add(name)) {
                LOG.warnf(e, "Could not %s; it is tried again", name);
            }
        }
    }
}
