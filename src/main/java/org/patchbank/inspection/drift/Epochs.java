package org.patchbank.inspection.drift;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.patchbank.deployment.ThresholdChange;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

/**
 * Since when the inspections of a deployment can be compared with each other.
 *
 * @param judged since the version and the calibration are those in force
 * @param limited since, besides, the limits were asked for as they are; limits that follow the inspections stay the same wish
 */
record Epochs(Epoch judged, Epoch limited) {

    /** @param revision the first one; @param from no inspection of it is older */
    record Epoch(int revision, UUID from) {}

    /**
     * @param history newest first, at least one
     * @param referenceFrom what came before does not count, or null
     */
    static Epochs of(List<ThresholdChange> history, Instant referenceFrom) {
        Epoch judged = epoch(
                history,
                referenceFrom,
                change -> new Judge(
                        change.referenceSet(),
                        change.version(),
                        change.calibration().label(),
                        change.rule().reject().calibrationImages()));
        Epoch limited = epoch(
                history,
                referenceFrom,
                change ->
                        List.of(wish(change.rule().review()), wish(change.rule().reject())));
        return new Epochs(judged, limited.revision() > judged.revision() ? limited : judged);
    }

    Epoch of(DriftMeasure measure) {
        return measure.isShare() ? limited : judged;
    }

    private record Judge(String set, int version, String calibration, int images) {}

    private record Wish(double value, boolean extrapolate) {}

    private static Wish wish(Threshold limit) {
        return limit.method() == ThresholdMethod.MANUAL
                ? new Wish(limit.value(), false)
                : new Wish(-limit.falseRejectWanted(), limit.extrapolationWanted());
    }

    private static Epoch epoch(
            List<ThresholdChange> history, Instant referenceFrom, Function<ThresholdChange, Object> same) {
        ThresholdChange first = history.get(0);
        for (ThresholdChange change : history) {
            if (!same.apply(change).equals(same.apply(history.get(0)))) {
                break;
            }
            first = change;
        }
        Instant from = referenceFrom != null && referenceFrom.isAfter(first.madeAt()) ? referenceFrom : first.madeAt();
        return new Epoch(first.revision(), TimeOrderedId.firstAt(from));
    }
}
