package org.patchbank.embedding.djl;

import java.util.List;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.image.PixelImage;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;

/** The network sees the whole image at once. */
final class WholeMaps implements ScaleMaps {
    private final InputTensor input;
    private final DjlNetwork network;

    /** @param network closed with this */
    WholeMaps(InputTensor input, DjlNetwork network) {
        this.input = input;
        this.network = network;
    }

    @Override
    public List<FeatureMap> maps(PixelImage image, StageTimes times) {
        long start = System.nanoTime();
        float[] values = input.of(image);
        start = times.addSince(Stage.PREPROCESS, start);
        List<FeatureMap> maps = network.run(values);
        times.addSince(Stage.BACKBONE, start);
        return maps;
    }

    @Override
    public List<FeatureMap> warm(List<OutputLayer> layers) {
        List<FeatureMap> maps = network.run(new float[input.length()]);
        network.requireAsDescribed(layers, maps, input.size());
        return maps;
    }

    @Override
    public void close() {
        network.close();
    }
}
