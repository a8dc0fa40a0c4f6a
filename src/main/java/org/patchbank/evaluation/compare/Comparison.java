package org.patchbank.evaluation.compare;

import java.util.List;
import org.patchbank.evaluation.trial.TrialResult;
import org.patchbank.platform.PatchbankException;

/**
 * What a comparison found.
 *
 * @param tried the specs that could be tried, in the order they were given
 * @param failed those that could not
 * @param synthetic whether the defective images were made from good ones, because there were none
 * @param seconds of the whole, and of embedding, which is done once for specs that share it
 */
public record Comparison(List<Tried> tried, List<Failed> failed, boolean synthetic, Seconds seconds) {
    /**
     * @param stability how much the threshold moves with the choice of good images
     * @param scoringSeconds of all test images, embedding left out
     */
    public record Tried(NamedSpec spec, TrialResult result, Stability stability, double scoringSeconds) {
        public String name() {
            return spec.name();
        }

        public double fitSeconds() {
            return result.fit().seconds().coreset() + result.fit().seconds().calibration();
        }
    }

    public record Failed(String name, PatchbankException reason) {}

    /**
     * @param features of the good and the test images, in all
     * @param total from the first image to the last figure
     */
    public record Seconds(double features, double total) {}
}
