package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.drift.DriftReport.Measured;
import org.patchbank.inspection.drift.DriftStore.State;
import org.patchbank.inspection.drift.DriftWarning.Resolution;
import org.patchbank.inspection.drift.Epochs.Epoch;

/** Says what is known of the drift of deployments. */
@ApplicationScoped
public class Drifts {
    private static final int WARNINGS = 20;

    private final Deployments deployments;
    private final DriftStore store;
    private final DriftLook look;
    private final References references;
    private final DriftWarnings warnings;
    private final Clock clock;

    Drifts(
            Deployments deployments,
            DriftStore store,
            DriftLook look,
            References references,
            DriftWarnings warnings,
            Clock clock) {
        this.references = references;
        this.deployments = deployments;
        this.store = store;
        this.look = look;
        this.warnings = warnings;
        this.clock = clock;
    }

    /**
     * @param points how many looks back
     * @throws org.patchbank.platform.PatchbankException {@code DEPLOYMENT_NOT_FOUND}
     */
    @Transactional
    public DriftReport report(UUID id, int points) {
        Deployment deployment = deployments.get(id);
        Epochs epochs = look.epochs(id);
        State state = store.state(id);
        List<Measured> measures = Arrays.stream(DriftMeasure.values())
                .map(measure -> measured(deployment, measure, epochs.of(measure), points))
                .toList();
        WarningFilter all = new WarningFilter(deployment.factory(), null, null, id, Set.of());
        return new DriftReport(
                deployment, state.lookedAt(), state.referenceFrom(), measures, warnings.list(all, null, WARNINGS));
    }

    /**
     * From now on the next inspections are what images and the share of review are compared with; what was warned of is over. Scores stay
     * compared with the calibration.
     *
     * @throws org.patchbank.platform.PatchbankException {@code DEPLOYMENT_NOT_FOUND}
     */
    @Transactional
    public DriftReport startAnew(UUID id, String by, String reason) {
        deployments.get(id);
        store.startAnew(id, clock.instant(), by, reason);
        warnings.unresolved(id).stream()
                .map(WarningStore.Held::warning)
                .filter(warning -> warning.measure() != DriftMeasure.SCORE)
                .forEach(warning -> warnings.resolve(warning, Resolution.NEW_REFERENCE));
        return report(id, 1);
    }

    private Measured measured(Deployment deployment, DriftMeasure measure, Epoch epoch, int most) {
        List<DriftPoint> points = store.points(deployment.id(), measure, epoch.revision(), most);
        return new Measured(
                measure,
                points,
                points.isEmpty() ? Optional.of(references.waiting(deployment, measure, epoch)) : Optional.empty());
    }

    /** What moved last of each measure that is watched. */
    @Transactional
    List<Measured> present(Deployment deployment) {
        Epochs epochs = look.epochs(deployment.id());
        return Arrays.stream(DriftMeasure.values())
                .map(measure -> new Measured(
                        measure,
                        store.points(
                                deployment.id(), measure, epochs.of(measure).revision(), 1),
                        Optional.empty()))
                .filter(measured -> !measured.points().isEmpty())
                .toList();
    }

    /** Ends the warnings of deployments that are no more. */
    @Transactional
    void resolveRemoved(List<Deployment> active) {
        Set<UUID> present = active.stream().map(Deployment::id).collect(Collectors.toSet());
        warnings.unresolved(null).stream()
                .map(WarningStore.Held::warning)
                .filter(warning -> !present.contains(warning.deployment()))
                .forEach(warning -> warnings.resolve(warning, Resolution.REMOVED));
    }
}
