package org.patchbank.detector;

/**
 * A way to model what good looks like: learns from embeddings, and opens what it learned as a {@link Detector}. The same set gives the
 * same state and the same scores, whatever the number of threads.
 */
public interface DetectorModel {
    /**
     * Learns from the images of a set.
     *
     * @throws java.util.concurrent.CancellationException if the monitor said so
     * @throws org.patchbank.platform.PatchbankException if the images do not suffice
     */
    DetectorState fit(TrainingSet set, FitMonitor monitor);

    /**
     * @param state what {@link #fit} gave
     * @throws IllegalArgumentException if it is not this model's
     */
    Detector open(DetectorState state);

    /** Whether {@link #open(DetectorState, ExternalBank)} can be asked for. */
    default boolean opensOutside() {
        return false;
    }

    /**
     * Opens a state whose one bank, of the empty name, is searched where it lies.
     *
     * @param state what {@link #fit} gave, without the bank
     * @throws UnsupportedOperationException if the model's rows must be in memory
     */
    default Detector open(DetectorState state, ExternalBank bank) {
        throw new UnsupportedOperationException("the bank of this model must be in memory");
    }

    /** Whether {@link #fit} reads image after image and never goes back, so that the set need not lie in memory. */
    default boolean streams() {
        return false;
    }

    /** Whether {@link #coveringRadius} and {@link #grow} can be asked for. */
    default boolean grows() {
        return false;
    }

    /**
     * The largest distance of an embedding that was learned from to the row of the bank nearest to it, in the coordinates that the bank
     * keeps.
     *
     * @param set that the state was learned from
     * @throws UnsupportedOperationException if the model does not grow
     */
    default double coveringRadius(TrainingSet set, DetectorState state, FitMonitor monitor) {
        throw new UnsupportedOperationException("this model does not grow");
    }

    /**
     * What a state was learned from.
     *
     * @param images how many; those that are added are numbered on from there
     * @param coveringRadius of the state
     */
    record Known(int images, double coveringRadius) {}

    /**
     * Learns further images on top of what is known: rows of theirs are added, the farthest first, until each of their embeddings lies
     * within the covering radius. Nothing known is changed. Scores each as if it had not been seen, but all the others had.
     *
     * @param state what {@link #fit} or this gave; parts that are not this model's are kept
     * @param added further images, numbered from 0; at least one
     * @param seed deals the images out, where there are many
     * @return what is known of all
     * @throws UnsupportedOperationException if the model does not grow
     */
    default DetectorState grow(
            DetectorState state, Known known, TrainingSet added, long seed, FitMonitor monitor, UnseenScores scores) {
        throw new UnsupportedOperationException("this model does not grow");
    }

    /**
     * Scores the images of a set as if each had never been seen: by detectors that were fitted without it. By default each of
     * some folds is scored by a detector fitted to the others.
     *
     * @param fitted what {@link #fit} gave for the set
     * @param seed deals the images out
     */
    default void scoreUnseen(
            TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        Folds.forEach(set.learned(), seed, monitor, (fold, part) -> {
            Detector detector = open(fit(set.without(fold), part));
            fold.forEach(image -> scores.accept(image, set.score(image, detector)));
        });
    }
}
