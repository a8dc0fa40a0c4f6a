package org.patchbank.pipeline.fit;

import java.util.List;
import org.patchbank.detector.TrainingSet;
import org.patchbank.pipeline.fit.Fit.RefusedImage;
import org.patchbank.pipeline.view.ImageViews;

/**
 * The embeddings of the images, and which images were refused, in the order of the images.
 *
 * @param images the images of the set, by their numbers
 */
record Features(TrainingSet set, List<Learned> images, List<RefusedImage> refused) {
    /** An image of the training set. */
    record Learned(String name, ImageViews.Frame frame) {}
}
