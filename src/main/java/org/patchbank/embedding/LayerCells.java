package org.patchbank.embedding;

import java.util.List;
import org.patchbank.patch.PatchGrid;

/**
 * The cells of several layers, each layer on its own grid, averaged but not yet enlarged and laid side by side. Enlarging is linear,
 * so who needs only a linear map of the embeddings maps the fewer and shorter cells instead, and enlarges the results. Safe for
 * concurrent use.
 */
public final class LayerCells {
    private final PatchGrid grid;
    private final List<Layer> layers;
    private final int dimension;
    private float[] fused;

    /** @param cells one a cell of the grid, each with the layer's channels */
    record Layer(PatchGrid grid, int channels, float[][] cells) {}

    /** @param grid the finest of the layers' */
    LayerCells(PatchGrid grid, List<Layer> layers) {
        this.grid = grid;
        this.layers = List.copyOf(layers);
        this.dimension = layers.stream().mapToInt(Layer::channels).sum();
    }

    public PatchGrid grid() {
        return grid;
    }

    /** Channels of all layers. */
    public int dimension() {
        return dimension;
    }

    /** Channels of each layer. */
    public int[] channels() {
        return layers.stream().mapToInt(Layer::channels).toArray();
    }

    /** A layer's cells, row by row, one array of channels each; read only by convention, for speed. */
    public float[][] cells(int layer) {
        return layers.get(layer).cells();
    }

    Layer layer(int layer) {
        return layers.get(layer);
    }

    /** The finest grid of some layers. */
    PatchGrid grid(List<Integer> some) {
        return new PatchGrid(
                some.stream()
                        .mapToInt(layer -> layers.get(layer).grid().rows())
                        .max()
                        .orElseThrow(),
                some.stream()
                        .mapToInt(layer -> layers.get(layer).grid().columns())
                        .max()
                        .orElseThrow());
    }

    /** Whether a layer's grid is the finest, so that its cells are patches. */
    public boolean isFinest(int layer) {
        return layers.get(layer).grid().equals(grid);
    }

    /** [patches, channels of all layers], made when it is first asked for. */
    synchronized float[] fused() {
        if (fused == null) {
            fused = fuse();
        }
        return fused;
    }

    private float[] fuse() {
        float[] values = new float[grid.size() * dimension];
        int offset = 0;
        for (int layer = 0; layer < layers.size(); layer++) {
            int channels = layers.get(layer).channels();
            float[][] patches = isFinest(layer) ? cells(layer) : enlarged(layer);
            for (int patch = 0; patch < patches.length; patch++) {
                System.arraycopy(patches[patch], 0, values, patch * dimension + offset, channels);
            }
            offset += channels;
        }
        return values;
    }

    private float[][] enlarged(int layer) {
        float[][] patches = new float[grid.size()][];
        for (int y = 0; y < grid.rows(); y++) {
            float[][] between = between(layer, cells(layer), y);
            for (int x = 0; x < grid.columns(); x++) {
                float along = position(x, between.length, grid.columns());
                int left = (int) along;
                int right = Math.min(left + 1, between.length - 1);
                patches[y * grid.columns() + x] = blend(between[left], between[right], along - left);
            }
        }
        return patches;
    }

    /**
     * Adds what a layer's cells were mapped to, enlarged, to rows of patches.
     *
     * @param mapped one array a cell of the layer
     * @param from first row of the finest grid
     * @param to one past the last
     * @param target one array a patch of these rows, as long as those of the cells
     */
    public void addEnlarged(int layer, float[][] mapped, int from, int to, float[][] target) {
        for (int y = from; y < to; y++) {
            float[][] between = between(layer, mapped, y);
            for (int x = 0; x < grid.columns(); x++) {
                float along = position(x, between.length, grid.columns());
                int left = (int) along;
                int right = Math.min(left + 1, between.length - 1);
                addBlend(between[left], between[right], along - left, target[(y - from) * grid.columns() + x]);
            }
        }
    }

    /** A layer's cells blended to the height of a row of the finest grid. */
    private float[][] between(int layer, float[][] cells, int y) {
        int height = layers.get(layer).grid().rows();
        int width = layers.get(layer).grid().columns();
        float down = position(y, height, grid.rows());
        int above = (int) down;
        int below = Math.min(above + 1, height - 1);
        float[][] between = new float[width][];
        for (int x = 0; x < width; x++) {
            between[x] = blend(cells[above * width + x], cells[below * width + x], down - above);
        }
        return between;
    }

    /** Where the middle of a target cell lies among the middles of the source cells. */
    private static float position(int target, int from, int to) {
        return Math.max(0, (target + 0.5f) * from / to - 0.5f);
    }

    private static void addBlend(float[] first, float[] second, float share, float[] target) {
        float rest = 1 - share;
        for (int i = 0; i < target.length; i++) {
            target[i] += first[i] * rest + second[i] * share;
        }
    }

    private static float[] blend(float[] first, float[] second, float share) {
        float[] blended = new float[first.length];
        float rest = 1 - share;
        for (int i = 0; i < blended.length; i++) {
            blended[i] = first[i] * rest + second[i] * share;
        }
        return blended;
    }
}
