package org.patchbank.embedding;

import java.util.List;
import org.patchbank.patch.PatchGrid;

/**
 * Makes patch embeddings of the feature maps of several layers (PatchCore, Roth et al. 2022, section 3.1): every cell
 * is averaged with its neighbourhood (stride 1; cells beyond the edge count as zeros), coarser maps are enlarged to the
 * finest grid (bilinear, corners not aligned), and all channels are laid side by side. Each cell has an array of its
 * own meanwhile: only of loops that start every array at its beginning does the compiler of Java 17 make vector
 * instructions. Safe for concurrent use.
 */
public final class ScaleFusion {
    private final int neighbourhood;

    /** @param neighbourhood odd side of the averaged square */
    public ScaleFusion(int neighbourhood) {
        if (neighbourhood < 1 || neighbourhood % 2 == 0) {
            throw new IllegalArgumentException("a neighbourhood has an odd side, was " + neighbourhood);
        }
        this.neighbourhood = neighbourhood;
    }

    /** The finest grid of these maps. */
    public static PatchGrid grid(List<FeatureMap> maps) {
        int rows = maps.stream().mapToInt(FeatureMap::height).max().orElseThrow();
        int columns = maps.stream().mapToInt(FeatureMap::width).max().orElseThrow();
        return new PatchGrid(rows, columns);
    }

    /**
     * Averages at once; enlarges and lays side by side when the values are first asked for.
     *
     * @return [patches of the finest grid, channels of all maps in order]
     */
    public Embeddings fuse(List<FeatureMap> maps) {
        return new Embeddings(new LayerCells(
                grid(maps),
                maps.stream()
                        .map(map -> averaged(new LayerCells.Layer(
                                new PatchGrid(map.height(), map.width()), map.channels(), map.cells())))
                        .toList()));
    }

    /** Averages every cell with its neighbourhood; the cells of the layer given stay as they are. */
    LayerCells.Layer averaged(LayerCells.Layer layer) {
        if (neighbourhood == 1) {
            return layer;
        }
        float[][] cells = layer.cells().clone();
        int width = layer.grid().columns();
        int reach = neighbourhood / 2;
        float[][] sums = new float[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            int row = i / width;
            int first = i - Math.min(reach, row) * width;
            int last = i + Math.min(reach, layer.grid().rows() - 1 - row) * width;
            sums[i] = sum(cells, first, last, width);
        }
        float share = 1f / (neighbourhood * neighbourhood);
        for (int i = 0; i < cells.length; i++) {
            int column = i % width;
            cells[i] = sum(sums, i - Math.min(reach, column), i + Math.min(reach, width - 1 - column), 1);
            scale(cells[i], share);
        }
        return new LayerCells.Layer(layer.grid(), layer.channels(), cells);
    }

    private static float[] sum(float[][] cells, int first, int last, int step) {
        float[] sum = cells[first].clone();
        for (int i = first + step; i <= last; i += step) {
            add(cells[i], sum);
        }
        return sum;
    }

    private static void add(float[] source, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] += source[i];
        }
    }

    private static void scale(float[] values, float factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
