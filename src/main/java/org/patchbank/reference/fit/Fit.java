package org.patchbank.reference.fit;

import java.util.List;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.PatchGrid;

/**
 * What a fit found.
 *
 * @param state what was learned; opened by {@link OpenedDetector}
 * @param grid of one view
 * @param images the images that were learned from, in the order that {@link MemoryBank#image} counts
 * @param refused the images that could not be used, and why
 * @param unaligned names of the images that could not be aligned to the template and were learned as they came
 * @param dimension of the embeddings
 * @param embeddings how many were learned from
 */
public record Fit(
        DetectorState state,
        PatchGrid grid,
        int dimension,
        List<ImageScore> images,
        List<RefusedImage> refused,
        List<String> unaligned,
        long embeddings,
        FitSeconds seconds) {

    /** A reference image and its score against a bank built without it. */
    public record ImageScore(String name, double score) {}

    /** An image that could not be used. */
    public record RefusedImage(String name, String code, String reason, String remedy) {}

    /** Wall-clock seconds of each stage. */
    public record FitSeconds(double features, double coreset, double calibration) {
        public double total() {
            return features + coreset + calibration;
        }
    }

    /** The calibration scores, in the order of {@link #images}. */
    public double[] calibrationScores() {
        return images.stream().mapToDouble(ImageScore::score).toArray();
    }
}
