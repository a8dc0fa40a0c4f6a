package org.patchbank.detector;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.detector.linear.Moments;
import org.patchbank.platform.Parallel;

/**
 * A model of all embeddings alike, wherever in the image they come from, that is learned from their {@link Moments} and perhaps a
 * sample of them. It streams, and leaves a fold of images out by taking their moments away, which is exact.
 */
public abstract class PooledModel implements DetectorModel {
    protected final Parallel parallel;

    protected PooledModel(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * Learns.
     *
     * @param set its images to learn from
     * @param moments of their embeddings
     * @param like what was learned from these images and a few more, to settle choices that cost much; null at first
     */
    protected abstract DetectorState learn(TrainingSet set, Moments moments, DetectorState like, FitMonitor monitor);

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        Moments moments = TrainingRows.moments(set, parallel, monitor.part(0, 0.5));
        DetectorState state = learn(set, moments, null, monitor.part(0.5, 1));
        monitor.at(1);
        return state;
    }

    @Override
    public void scoreUnseen(TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        Moments all = TrainingRows.moments(set, parallel, monitor.part(0, 0.1));
        Folds.forEach(set.learned(), seed, monitor.part(0.1, 1), (fold, part) -> {
            Moments left = all.copy().subtract(moments(set, fold, all));
            Detector detector = open(learn(set.without(fold), left, fitted, part));
            fold.forEach(image -> scores.accept(image, set.score(image, detector)));
        });
    }

    /** The moments of a fold's images, about the same pivot as all. */
    private Moments moments(TrainingSet set, List<Integer> fold, Moments all) {
        Moments moments = all.empty();
        List<Integer> others = new ArrayList<>(set.learned());
        others.removeAll(fold);
        TrainingRows.forEach(
                set,
                set.without(others).blocks(),
                FitMonitor.SILENT,
                (rows, count) -> moments.add(rows, count, parallel));
        return moments;
    }
}
