package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.drift.DriftRows.Row;
import org.patchbank.inspection.drift.DriftStore.Reference;
import org.patchbank.inspection.drift.DriftStore.State;
import org.patchbank.inspection.drift.DriftWarning.Resolution;
import org.patchbank.inspection.drift.DriftWarnings.Found;
import org.patchbank.inspection.drift.Epochs.Epoch;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.scoring.AcceptedDrift;
import org.patchbank.scoring.AcceptedDrift.Accepted;
import org.patchbank.scoring.AcceptedDrift.Shift;
import org.patchbank.scoring.drift.ChangePoint;
import org.patchbank.scoring.drift.DriftComparison;
import org.patchbank.scoring.drift.DriftTest;

/** Looks at the last inspections of one deployment, once enough of them are new. */
@ApplicationScoped
class DriftLook {
    /** How many windows back it is looked for since when something has moved. */
    private static final int WINDOWS_BACK = 10;

    private static final int LOOKS_A_WINDOW = 4;

    private final Deployments deployments;
    private final DriftRows rows;
    private final DriftStore store;
    private final References references;
    private final DriftWarnings warnings;
    private final DriftSettings settings;
    private final Clock clock;
    private final DriftTest test = new DriftTest();

    DriftLook(
            Deployments deployments,
            DriftRows rows,
            DriftStore store,
            References references,
            DriftWarnings warnings,
            DriftSettings settings,
            Clock clock) {
        this.deployments = deployments;
        this.rows = rows;
        this.store = store;
        this.references = references;
        this.warnings = warnings;
        this.settings = settings;
        this.clock = clock;
    }

    /** How many inspections must be new for another look. */
    static int step(DriftSettings settings) {
        return settings.window() / LOOKS_A_WINDOW;
    }

    Epochs epochs(UUID deployment) {
        return Epochs.of(
                deployments.history(deployment),
                store.state(deployment).referenceFrom().orElse(null));
    }

    /** Nothing where another node is at it, or too little has come since. */
    @Transactional
    void look(Deployment deployment) {
        if (!store.lock(deployment.id())) {
            return;
        }
        Epochs epochs = epochs(deployment.id());
        Map<DriftMeasure, DriftWarning> held = held(deployment, epochs);
        State state = store.state(deployment.id());
        int step = step(settings);
        if (state.seen().isPresent()
                && rows.countAfter(deployment.id(), state.seen().get(), step) < step) {
            return;
        }
        List<Row> newest = rows.newest(deployment.id(), epochs.judged(), null, settings.window());
        if (newest.size() < step) {
            return;
        }
        Map<DriftMeasure, Reference> compared = references.of(deployment, epochs, newest);
        compared.forEach((measure, reference) -> {
            Window window = Window.of(measure, newest, reference, epochs.of(measure));
            if (reference.sample().length >= DriftTest.FEWEST && window.values.length >= DriftTest.FEWEST) {
                judge(deployment, measure, window, Optional.ofNullable(held.get(measure)));
            }
        });
        store.forget(deployment.id(), clock.instant().minus(settings.keep()));
        store.looked(deployment.id(), newest.get(newest.size() - 1).id(), clock.instant());
    }

    /** The warnings that hold; those of an earlier reference are over. */
    private Map<DriftMeasure, DriftWarning> held(Deployment deployment, Epochs epochs) {
        return warnings.unresolved(deployment.id()).stream()
                .filter(each -> {
                    boolean holds = each.revision()
                            == epochs.of(each.warning().measure()).revision();
                    if (!holds) {
                        warnings.resolve(each.warning(), Resolution.NEW_REFERENCE);
                    }
                    return holds;
                })
                .map(WarningStore.Held::warning)
                .collect(Collectors.toMap(DriftWarning::measure, Function.identity()));
    }

    /** Rows of a window that have a value, and what they are compared with. */
    private record Window(List<Row> rows, double[] values, Reference reference, Epoch epoch, double limit) {
        static Window of(DriftMeasure measure, List<Row> newest, Reference reference, Epoch epoch) {
            double limit = measure == DriftMeasure.SCORE ? References.limit(newest) : Double.POSITIVE_INFINITY;
            List<Row> counted = counted(newest, measure, reference, epoch, limit);
            return new Window(counted, numbers(counted, measure), reference, epoch, limit);
        }

        List<Row> counted(List<Row> others, DriftMeasure measure) {
            return counted(others, measure, reference, epoch, limit);
        }

        private static List<Row> counted(
                List<Row> rows, DriftMeasure measure, Reference reference, Epoch epoch, double limit) {
            return rows.stream()
                    .filter(row -> reference.lastId() == null || row.id().compareTo(reference.lastId()) > 0)
                    .filter(row -> row.id().compareTo(epoch.from()) >= 0)
                    .filter(row -> row.value(measure).isPresent()
                            && (measure.isShare() || row.value(measure).getAsDouble() <= limit))
                    .toList();
        }
    }

    private void judge(Deployment deployment, DriftMeasure measure, Window window, Optional<DriftWarning> held) {
        double[] reference = window.reference.sample();
        DriftComparison found =
                measure.isShare() ? test.shares(reference, window.values) : test.numbers(reference, window.values);
        store.add(
                deployment.id(),
                measure,
                window.epoch.revision(),
                window.rows.get(0).id(),
                window.rows.get(window.rows.size() - 1).id(),
                found,
                measure == DriftMeasure.SCORE ? shift(deployment, window) : Optional.empty());
        warnings.judge(
                deployment,
                measure,
                window.epoch.revision(),
                found,
                held,
                () -> since(deployment, measure, window, found));
    }

    private Optional<Shift> shift(Deployment deployment, Window window) {
        List<Accepted> accepted = window.rows.stream()
                .map(row -> new Accepted(row.score(), row.limit()))
                .toList();
        return Optional.of(new AcceptedDrift(deployments.calibrationScores(deployment)).estimate(accepted));
    }

    private Found since(Deployment deployment, DriftMeasure measure, Window window, DriftComparison found) {
        List<Row> stream = window.counted(
                rows.newest(deployment.id(), window.epoch, window.reference.lastId(), WINDOWS_BACK * settings.window()),
                measure);
        int cut = ChangePoint.find(window.reference.sample(), numbers(stream, measure));
        List<Row> before = cut > 0 ? stream.subList(0, cut) : references.rows(deployment, measure, window.epoch);
        List<Row> after = stream.subList(cut, stream.size());
        boolean rose = found.middle() > found.referenceMiddle();
        double typicalBefore = measure.isShare() ? (rose ? 0 : 1) : found.referenceMiddle();
        double typicalAfter = measure.isShare() ? (rose ? 1 : 0) : found.middle();
        return new Found(
                TimeOrderedId.time(after.get(0).id()),
                cut == 0,
                Examples.near(before, measure, typicalBefore),
                Examples.near(after, measure, typicalAfter));
    }

    private static double[] numbers(List<Row> rows, DriftMeasure measure) {
        return Arrays.stream(rows.toArray(Row[]::new))
                .mapToDouble(row -> row.value(measure).getAsDouble())
                .toArray();
    }
}
