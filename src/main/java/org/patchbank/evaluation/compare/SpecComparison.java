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
 * @param seconds of the whole, and of embedding, which is done once for specs that share the network
 */
public record SpecComparison(List<Tried> tried, List<Failed> failed, boolean synthetic, Seconds seconds) {
    /**
     * @param stability how much the threshold moves with the choice of good images
     * @param scoringSeconds of opening the model and judging all test images, also to warm up; embedding left out
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
     * @param figures of areas under curves and the like, from the scores
     * @param total from the first image to the last figure
     */
    public record Seconds(double features, double figures, double total) {}

    /** Seconds of all specs' fits, embedding left out. */
    public double fitSeconds() {
        return tried.stream().mapToDouble(Tried::fitSeconds).sum();
    }

    /** Seconds of all specs' judging of all test images, embedding left out. */
    public double scoringSeconds() {
        return tried.stream().mapToDouble(Tried::scoringSeconds).sum();
    }

    /**
     * What is not fitting or scoring, in multiples of the time of embedding every image once: 1 where nothing is computed twice and
     * nothing else takes time.
     */
    public double featuresRatio() {
        return (seconds.total() - fitSeconds() - scoringSeconds()) / seconds.features();
    }
}
