package org.patchbank.embedding.djl;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.image.CropLayout;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Resizer;
import org.patchbank.image.Window;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;

/** The network sees one crop after the other; each becomes one cell of the maps, averaged over the crop's own cells. */
final class CropMaps implements ScaleMaps {
    private final CropLayout layout;
    private final InputTensor input;
    private final DjlNetwork network;

    /**
     * @param input of a crop
     * @param network closed with this
     */
    CropMaps(CropLayout layout, InputTensor input, DjlNetwork network) {
        this.layout = layout;
        this.input = input;
        this.network = network;
    }

    @Override
    public List<FeatureMap> maps(PixelImage image, StageTimes times) {
        long start = System.nanoTime();
        PixelImage resized = Resizer.resize(image, layout.side(), layout.side());
        times.addSince(Stage.PREPROCESS, start);
        int[] starts = layout.starts();
        float[][][] cells = new float[starts.length * starts.length][][];
        for (int row = 0; row < starts.length; row++) {
            boolean asAbove = row > 0 && starts[row] == starts[row - 1];
            for (int column = 0; column < starts.length; column++) {
                int cell = row * starts.length + column;
                boolean asBefore = column > 0 && starts[column] == starts[column - 1];
                if (asAbove) {
                    cells[cell] = cells[cell - starts.length];
                } else if (asBefore) {
                    cells[cell] = cells[cell - 1];
                } else {
                    cells[cell] = pooled(
                            resized, new Window(starts[column], starts[row], layout.size(), layout.size()), times);
                }
            }
        }
        return maps(cells);
    }

    /** [layers, channels] of one crop. */
    private float[][] pooled(PixelImage image, Window window, StageTimes times) {
        long start = System.nanoTime();
        float[] values = input.of(image.crop(window));
        start = times.addSince(Stage.PREPROCESS, start);
        List<FeatureMap> maps = network.run(values);
        times.addSince(Stage.BACKBONE, start);
        return maps.stream().map(FeatureMap::pooled).toArray(float[][]::new);
    }

    private List<FeatureMap> maps(float[][][] cells) {
        List<FeatureMap> maps = new ArrayList<>();
        for (int layer = 0; layer < cells[0].length; layer++) {
            int channels = cells[0][layer].length;
            float[] values = new float[cells.length * channels];
            for (int cell = 0; cell < cells.length; cell++) {
                System.arraycopy(cells[cell][layer], 0, values, cell * channels, channels);
            }
            maps.add(FeatureMap.channelsLast(layout.cells(), layout.cells(), channels, values));
        }
        return maps;
    }

    @Override
    public List<FeatureMap> warm(List<OutputLayer> layers) {
        List<FeatureMap> maps = network.run(new float[input.length()]);
        network.requireAsDescribed(layers, maps, input.size());
        float[][] crop = maps.stream().map(FeatureMap::pooled).toArray(float[][]::new);
        float[][][] cells = new float[layout.cells() * layout.cells()][][];
        java.util.Arrays.fill(cells, crop);
        return maps(cells);
    }

    @Override
    public void close() {
        network.close();
    }
}
