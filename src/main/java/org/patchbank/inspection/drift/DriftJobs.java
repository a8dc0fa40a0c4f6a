package org.patchbank.inspection.drift;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.drift.DriftReport.Measured;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;

/**
 * Looks at every deployment now and then, in every node of the role {@code query}; a lock in the database lets one node at a time look
 * at a deployment. All nodes show what was found in their metrics.
 */
@ApplicationScoped
class DriftJobs {
    private static final Logger LOG = Logger.getLogger(DriftJobs.class);

    private final Deployments deployments;
    private final DriftLook look;
    private final Drifts drifts;
    private final DriftWarnings warnings;
    private final DriftSettings settings;
    private final PatchbankSettings node;
    private final MultiGauge psi;
    private final MultiGauge ks;
    private final MultiGauge warned;
    private final ScheduledExecutorService thread;
    private final Set<Object> failing = ConcurrentHashMap.newKeySet();

    DriftJobs(
            Deployments deployments,
            DriftLook look,
            Drifts drifts,
            DriftWarnings warnings,
            DriftSettings settings,
            PatchbankSettings node,
            MeterRegistry metrics) {
        this.deployments = deployments;
        this.look = look;
        this.drifts = drifts;
        this.warnings = warnings;
        this.settings = settings;
        this.node = node;
        this.psi = MultiGauge.builder("patchbank.drift.psi")
                .description("Population stability index of the last inspections against their reference")
                .register(metrics);
        this.ks = MultiGauge.builder("patchbank.drift.ks")
                .description("Kolmogorov-Smirnov distance of the last inspections from their reference")
                .register(metrics);
        this.warned = MultiGauge.builder("patchbank.drift.warning")
                .description("1 where a warning of drift holds, acknowledged or not, else 0")
                .register(metrics);
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread jobs = new Thread(work, "drift-jobs");
            jobs.setDaemon(true);
            return jobs;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            long every = settings.every().toMillis();
            thread.scheduleWithFixedDelay(() -> attempt("all", this::lookAtAll), every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** What fails is told once until it works again. */
    private void attempt(Object what, Runnable look) {
        try {
            look.run();
            failing.remove(what);
        } catch (RuntimeException e) {
            if (!thread.isShutdown() && failing.add(what)) {
                LOG.warnf(e, "Could not look for drift (%s); it is tried again", what);
            }
        }
    }

    void lookAtAll() {
        List<Deployment> active = deployments.list(null, null);
        active.forEach(deployment -> attempt(deployment.id(), () -> look.look(deployment)));
        drifts.resolveRemoved(active);
        show(active);
    }

    private void show(List<Deployment> active) {
        List<Row<?>> indexes = new ArrayList<>();
        List<Row<?>> distances = new ArrayList<>();
        List<Row<?>> warnedRows = new ArrayList<>();
        for (Deployment deployment : active) {
            List<DriftMeasure> held = warnings.unresolved(deployment.id()).stream()
                    .map(each -> each.warning().measure())
                    .toList();
            for (Measured measured : drifts.present(deployment)) {
                Tags tags = Tags.of(
                        "product",
                        deployment.product(),
                        "line",
                        deployment.line(),
                        "measure",
                        measured.measure().label());
                indexes.add(Row.of(tags, measured.points().get(0).comparison().psi()));
                distances.add(Row.of(tags, measured.points().get(0).comparison().ks()));
                warnedRows.add(Row.of(tags, held.contains(measured.measure()) ? 1 : 0));
            }
        }
        psi.register(indexes, true);
        ks.register(distances, true);
        warned.register(warnedRows, true);
    }
}
