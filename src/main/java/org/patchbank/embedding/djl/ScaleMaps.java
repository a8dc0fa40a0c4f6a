package org.patchbank.embedding.djl;

import java.util.List;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.image.PixelImage;
import org.patchbank.platform.StageTimes;

/** What a network makes of an image at one input size. Safe for concurrent use. */
interface ScaleMaps extends AutoCloseable {
    /** Adds to {@code PREPROCESS} and {@code BACKBONE} of {@code times}; one map a layer, in the layers' order. */
    List<FeatureMap> maps(PixelImage image, StageTimes times);

    /**
     * Runs the network once on zeros.
     *
     * @return maps of the shapes that {@link #maps} gives
     * @throws org.patchbank.platform.PatchbankException if the network's maps are not those that its descriptor states
     */
    List<FeatureMap> warm(List<OutputLayer> layers);

    @Override
    void close();
}
