package org.patchbank.evaluation.trial;

import org.patchbank.detector.PatchScores;
import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;

/**
 * A test image and what the detector said of it. Keeps the patch scores, from which its map is drawn again when needed: a thousand
 * times smaller.
 *
 * @param mapLimit the value of its map from which pictures show an anomaly
 * @param millis from the file's bytes to the decision
 * @param answerMillis from the file's bytes until the whole map and the regions are there too
 */
public record JudgedImage(
        TestImage image,
        double score,
        boolean rejected,
        double mapLimit,
        PatchScores patches,
        int width,
        int height,
        double millis,
        double answerMillis,
        double backboneMillis,
        double searchMillis) {
    static JudgedImage of(TestImage image, Examination found, double limit, long nanos, StageTimes times) {
        return new JudgedImage(
                image,
                found.score(),
                found.score() > limit,
                found.mapLimit().orElse(limit),
                found.patches(),
                found.image().width(),
                found.image().height(),
                times.decisionMillis(),
                nanos / 1e6,
                times.millis(Stage.BACKBONE),
                times.millis(Stage.SEARCH));
    }

    /** A defective part accepted. */
    public boolean isEscape() {
        return !image.isGood() && !rejected;
    }

    /** A good part rejected. */
    public boolean isOverkill() {
        return image.isGood() && rejected;
    }
}
