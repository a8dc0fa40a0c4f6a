package org.patchbank.evaluation.compare;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.evaluation.trial.JudgedImage;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Threshold;

/** A spec that has learned and judges image after image, as others embed them. Used by one thread. */
final class Contender {
    private final NamedSpec spec;
    private final Fit fit;
    private final OpenedDetector opened;
    private final Threshold threshold;
    private final List<JudgedImage> judged = new ArrayList<>();
    private final List<PatchScores> views = new ArrayList<>();
    private long nanos;
    private long allNanos;

    /** @param openNanos that opening the model took */
    Contender(NamedSpec spec, Fit fit, OpenedDetector opened, long openNanos, double falseReject) {
        this.spec = spec;
        this.fit = fit;
        this.opened = opened;
        this.allNanos = openNanos;
        this.threshold = new Calibration(fit.calibrationScores()).threshold(falseReject);
    }

    NamedSpec spec() {
        return spec;
    }

    String name() {
        return spec.name();
    }

    Fit fit() {
        return fit;
    }

    Threshold threshold() {
        return threshold;
    }

    ImageViews views() {
        return opened.views();
    }

    List<JudgedImage> judged() {
        return judged;
    }

    /** Seconds of opening the model and of judging with it, also to warm up; embedding left out. */
    double scoringSeconds() {
        return allNanos / 1e9;
    }

    /** Before the views of an image. */
    void begin() {
        views.clear();
        nanos = 0;
    }

    void search(Embeddings view) {
        long start = System.nanoTime();
        views.add(opened.detector().score(view));
        nanos += System.nanoTime() - start;
    }

    /**
     * After the views of an image.
     *
     * @param embeddedNanos from its bytes to its embeddings
     * @param counts false while warming up
     */
    void end(Exhibit exhibit, ImageViews.Frame frame, long embeddedNanos, double backboneMillis, boolean counts) {
        long start = System.nanoTime();
        PatchScores shown = opened.shown(opened.views().join(frame, views));
        double score = opened.score(shown);
        nanos += System.nanoTime() - start;
        allNanos += nanos;
        if (counts) {
            double millis = (embeddedNanos + nanos) / 1e6;
            judged.add(new JudgedImage(
                    exhibit.image(),
                    score,
                    score > threshold.value(),
                    opened.scoring().mapLimit().orElse(threshold.value()),
                    opened.views().asItCame(frame, shown),
                    frame.width(),
                    frame.height(),
                    millis,
                    millis,
                    backboneMillis,
                    nanos / 1e6));
        }
    }
}
