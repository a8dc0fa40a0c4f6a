package org.patchbank.detector;

import java.util.List;

/** Takes the scores that images get from detectors which have not seen them. */
@FunctionalInterface
public interface UnseenScores {
    /**
     * @param image its number in the {@link TrainingSet}; each comes once, in any order, one at a time
     * @param views the scores of its original views, in their order
     */
    void accept(int image, List<PatchScores> views);
}
