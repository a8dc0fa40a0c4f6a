package org.patchbank.pipeline.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.patchbank.detector.Detector;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.pipeline.spec.DetectorSpec;

/**
 * Good images that are not learned from, to calibrate on: split conformal prediction in its plain form. The detector that is deployed
 * is the very one that scored them, so the promise holds as it stands; it costs images to learn from.
 */
final class HeldOutImages {
    private HeldOutImages() {}

    /**
     * Chooses images at random by the spec's seed.
     *
     * @param images how many there are, two at least
     * @return their numbers, ascending, at least one and not all; empty where the spec holds none out
     */
    static List<Integer> of(DetectorSpec spec, int images) {
        if (!spec.calibration().holdsOut()) {
            return List.of();
        }
        int count = (int) Math.max(
                1, Math.min(images - 1, Math.round(spec.calibration().share().getAsDouble() * images)));
        List<Integer> order = new ArrayList<>(IntStream.range(0, images).boxed().toList());
        Collections.shuffle(order, new Random(spec.seed()));
        return order.subList(0, count).stream().sorted().toList();
    }

    /** Scores them by the detector that has not seen them. */
    static void score(
            TrainingSet all, List<Integer> heldOut, Detector detector, FitMonitor monitor, UnseenScores scores) {
        for (int i = 0; i < heldOut.size(); i++) {
            int image = heldOut.get(i);
            scores.accept(image, all.score(image, detector));
            monitor.at((i + 1.0) / heldOut.size());
        }
    }
}
