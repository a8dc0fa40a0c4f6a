package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.drift.DriftReport.Values;
import org.patchbank.inspection.drift.DriftReport.Waiting;
import org.patchbank.inspection.drift.DriftRows.Row;
import org.patchbank.inspection.drift.DriftStore.Reference;
import org.patchbank.inspection.drift.Epochs.Epoch;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.drift.DriftTest;

/** Knows what the measures of a deployment are compared with. */
@ApplicationScoped
class References {
    private final Deployments deployments;
    private final DriftRows rows;
    private final DriftStore store;
    private final DriftSettings settings;

    References(Deployments deployments, DriftRows rows, DriftStore store, DriftSettings settings) {
        this.deployments = deployments;
        this.rows = rows;
        this.store = store;
        this.settings = settings;
    }

    /**
     * The references that there are; one that is complete for the first time is kept.
     *
     * @param newest the present window
     */
    Map<DriftMeasure, Reference> of(Deployment deployment, Epochs epochs, List<Row> newest) {
        Map<DriftMeasure, Reference> found = new EnumMap<>(DriftMeasure.class);
        found.put(
                DriftMeasure.SCORE,
                new Reference(epochs.judged().revision(), acceptable(deployment, limit(newest)), null));
        // Looking for the first measured ones among millions that were not would be long, and in vain.
        boolean measured = newest.get(0).brightness().isPresent();
        for (DriftMeasure measure : DriftMeasure.values()) {
            if (measure != DriftMeasure.SCORE && (measured || measure.isShare())) {
                of(deployment, measure, epochs.of(measure)).ifPresent(reference -> found.put(measure, reference));
            }
        }
        return found;
    }

    /** The lowest limit that parts of a window were accepted under: below it, none was kept out. */
    static double limit(List<Row> window) {
        return window.stream()
                .filter(row -> row.decision() == Decision.ACCEPT)
                .mapToDouble(Row::limit)
                .min()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** Accepted parts have no scores above the limit, so those of the calibration do not count either. */
    private double[] acceptable(Deployment deployment, double limit) {
        return Arrays.stream(deployments.calibrationScores(deployment))
                .filter(score -> score <= limit)
                .toArray();
    }

    private Optional<Reference> of(Deployment deployment, DriftMeasure measure, Epoch epoch) {
        Optional<Reference> kept = store.reference(deployment.id(), measure, epoch.revision());
        if (kept.isPresent()) {
            return kept;
        }
        List<Row> first = rows(deployment, measure, epoch);
        if (first.size() < settings.reference()) {
            return Optional.empty();
        }
        double[] sample = first.stream()
                .mapToDouble(row -> row.value(measure).getAsDouble())
                .toArray();
        Reference reference = new Reference(
                epoch.revision(), sample, first.get(first.size() - 1).id());
        store.keep(deployment.id(), measure, reference);
        return Optional.of(reference);
    }

    /** How far a deployment is from a first look at a measure. */
    Waiting waiting(Deployment deployment, DriftMeasure measure, Epoch epoch) {
        if (measure != DriftMeasure.SCORE) {
            int need = settings.reference() + DriftTest.FEWEST;
            boolean measured = !measure.isShare();
            int have = rows.first(deployment.id(), epoch, measured, need).size();
            return new Waiting(have, need, Values.INSPECTIONS);
        }
        int scores = acceptable(deployment, deployment.rule().review().value()).length;
        if (scores < DriftTest.FEWEST) {
            return new Waiting(scores, DriftTest.FEWEST, Values.CALIBRATION);
        }
        int accepted = (int) rows.newest(deployment.id(), epoch, null, settings.window()).stream()
                .filter(row -> row.decision() == Decision.ACCEPT)
                .count();
        return new Waiting(accepted, Math.max(DriftTest.FEWEST, DriftLook.step(settings)), Values.INSPECTIONS);
    }

    /** The inspections that a reference is made of, oldest first; none where it is the calibration. */
    List<Row> rows(Deployment deployment, DriftMeasure measure, Epoch epoch) {
        return measure == DriftMeasure.SCORE
                ? List.of()
                : rows.first(deployment.id(), epoch, !measure.isShare(), settings.reference());
    }
}
