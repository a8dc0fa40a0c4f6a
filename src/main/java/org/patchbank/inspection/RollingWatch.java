package org.patchbank.inspection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.DeploymentCatalog;
import org.patchbank.deployment.DeploymentStore;
import org.patchbank.deployment.DeploymentStore.Revision;
import org.patchbank.deployment.LineScores;
import org.patchbank.deployment.Rolling;
import org.patchbank.deployment.RollingPlan;
import org.patchbank.deployment.RollingThresholds;
import org.patchbank.deployment.RollingThresholds.Move;
import org.patchbank.inspection.InspectionStore.AcceptedPart;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.TimeOrderedId;

/** Moves thresholds that follow the accepted inspections. Several nodes may look at once. */
@ApplicationScoped
public class RollingWatch {
    private static final Logger LOG = Logger.getLogger(RollingWatch.class);

    private final DeploymentStore deployments;
    private final InspectionStore inspections;
    private final LineScores scores;
    private final DeploymentCatalog catalog;
    private final PatchbankSettings node;
    private final Clock clock;
    private final MultiGauge shift;
    private final MultiGauge stopped;

    RollingWatch(
            DeploymentStore deployments,
            InspectionStore inspections,
            LineScores scores,
            DeploymentCatalog catalog,
            PatchbankSettings node,
            Clock clock,
            MeterRegistry metrics) {
        this.deployments = deployments;
        this.inspections = inspections;
        this.scores = scores;
        this.catalog = catalog;
        this.node = node;
        this.clock = clock;
        this.shift = MultiGauge.builder("patchbank.deployment.rolling.shift")
                .description("How far rolling limits are from their version's own, in units of the score")
                .register(metrics);
        this.stopped = MultiGauge.builder("patchbank.deployment.rolling.stopped")
                .description("1 where rolling limits have come to their bound and wait for a person, else 0")
                .register(metrics);
    }

    @Scheduled(every = "${patchbank.inspection.poll-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (node.roles().contains(NodeRole.QUERY) && moved()) {
            catalog.refresh();
        }
    }

    private boolean moved() {
        boolean moved = false;
        List<Row<?>> shifts = new ArrayList<>();
        List<Row<?>> stops = new ArrayList<>();
        for (Deployment deployment : deployments.active(null, null)) {
            if (deployment.rolling().isPresent()) {
                Rolling rolling = deployment.rolling().get();
                moved |= rolling.stopped().isEmpty() && look(deployment, rolling);
                Tags tags = Tags.of("product", deployment.product(), "line", deployment.line());
                shifts.add(Row.of(tags, rolling.shift()));
                stops.add(Row.of(tags, rolling.stopped().isPresent() ? 1 : 0));
            }
        }
        shift.register(shifts, true);
        stopped.register(stops, true);
        return moved;
    }

    private boolean look(Deployment deployment, Rolling rolling) {
        RollingPlan plan = rolling.plan();
        if (inspections.accepted(deployment, rolling.after(), plan.every()).size() < plan.every()) {
            return false;
        }
        List<AcceptedPart> last = inspections.accepted(deployment, TimeOrderedId.firstAt(rolling.since()), plan.last());
        if (last.size() < plan.last()) {
            return false;
        }
        UUID newest = last.get(0).id();
        Rolling checked = rolling.checked(newest, clock.instant());
        return new RollingThresholds(scores.inForce(deployment))
                .next(
                        deployment.rule(),
                        checked,
                        last.stream().map(AcceptedPart::accepted).toList())
                .map(move -> move(deployment, move))
                .orElseGet(() -> {
                    deployments.checked(deployment.id(), deployment.revision(), checked);
                    return false;
                });
    }

    private boolean move(Deployment deployment, Move move) {
        Revision next = new Revision(
                deployment.versionId(),
                deployment.referenceSet(),
                deployment.version(),
                deployment.built(),
                deployment.calibration(),
                move.rule(),
                move.rolling(),
                move.reason(),
                null,
                clock.instant());
        boolean moved = deployments.revise(deployment.id(), deployment.revision(), next);
        if (moved) {
            LOG.infof("Product '%s', line '%s': %s", deployment.product(), deployment.line(), move.reason());
        }
        return moved;
    }
}
