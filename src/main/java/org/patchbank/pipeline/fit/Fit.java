package org.patchbank.pipeline.fit;

import java.util.List;
import java.util.OptionalDouble;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.PatchGrid;

/**
 * What a fit found.
 *
 * @param state what was learned; opened by {@link OpenedDetector}
 * @param grid of one view
 * @param images those that could be used, in the order that {@link MemoryBank#image} counts
 * @param refused the images that could not be used, and why
 * @param unaligned names of the images that could not be aligned to the template and were learned as they came
 * @param dimension of the embeddings
 * @param embeddings how many were learned from
 */
public record Fit(
        DetectorState state,
        PatchGrid grid,
        int dimension,
        List<UsedImage> images,
        List<RefusedImage> refused,
        List<String> unaligned,
        long embeddings,
        FitSeconds seconds) {

    /**
     * An image that was learned from, calibrated on, or both.
     *
     * @param learned false where it was held out
     * @param score by a detector that has not seen it; empty where it was not calibrated on
     */
    public record UsedImage(String name, boolean learned, OptionalDouble score) {}

    /** A reference image and its score by a detector that has not seen it. */
    public record ImageScore(String name, double score) {}

    /** An image that could not be used. */
    public record RefusedImage(String name, String code, String reason, String remedy) {}

    /** Wall-clock seconds of each stage. */
    public record FitSeconds(double features, double coreset, double calibration) {
        public double total() {
            return features + coreset + calibration;
        }
    }

    /** The images that were calibrated on, in the order of {@link #images}. */
    public List<ImageScore> calibration() {
        return images.stream()
                .filter(image -> image.score().isPresent())
                .map(image -> new ImageScore(image.name(), image.score().getAsDouble()))
                .toList();
    }

    /** The scores of {@link #calibration}. */
    public double[] calibrationScores() {
        return calibration().stream().mapToDouble(ImageScore::score).toArray();
    }

    /** Names of the images that were calibrated on and not learned from. */
    public List<String> heldOut() {
        return images.stream()
                .filter(image -> !image.learned())
                .map(UsedImage::name)
                .toList();
    }
}
