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

    /** @return [patches of the finest grid, channels of all maps in order] */
    public Embeddings fuse(List<FeatureMap> maps) {
        PatchGrid grid = grid(maps);
        int dimension = maps.stream().mapToInt(FeatureMap::channels).sum();
        float[] fused = new float[grid.size() * dimension];
        int offset = 0;
        for (FeatureMap map : maps) {
            float[][] cells = averaged(map);
            boolean finest = map.height() == grid.rows() && map.width() == grid.columns();
            float[][] patches = finest ? cells : enlarged(cells, map.height(), map.width(), grid);
            for (int patch = 0; patch < patches.length; patch++) {
                System.arraycopy(patches[patch], 0, fused, patch * dimension + offset, map.channels());
            }
            offset += map.channels();
        }
        return new Embeddings(grid, dimension, fused);
    }

    private float[][] averaged(FeatureMap map) {
        float[][] cells = map.cells();
        if (neighbourhood == 1) {
            return cells;
        }
        int width = map.width();
        int reach = neighbourhood / 2;
        float[][] sums = new float[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            int row = i / width;
            int first = i - Math.min(reach, row) * width;
            int last = i + Math.min(reach, map.height() - 1 - row) * width;
            sums[i] = sum(cells, first, last, width);
        }
        float share = 1f / (neighbourhood * neighbourhood);
        for (int i = 0; i < cells.length; i++) {
            int column = i % width;
            cells[i] = sum(sums, i - Math.min(reach, column), i + Math.min(reach, width - 1 - column), 1);
            scale(cells[i], share);
        }
        return cells;
    }

    private static float[] sum(float[][] cells, int first, int last, int step) {
        float[] sum = cells[first].clone();
        for (int i = first + step; i <= last; i += step) {
            add(cells[i], sum);
        }
        return sum;
    }

    private static float[][] enlarged(float[][] cells, int height, int width, PatchGrid grid) {
        float[][] patches = new float[grid.size()][];
        float[][] between = new float[width][];
        for (int y = 0; y < grid.rows(); y++) {
            float down = position(y, height, grid.rows());
            int above = (int) down;
            int below = Math.min(above + 1, height - 1);
            for (int x = 0; x < width; x++) {
                between[x] = blend(cells[above * width + x], cells[below * width + x], down - above);
            }
            for (int x = 0; x < grid.columns(); x++) {
                float along = position(x, width, grid.columns());
                int left = (int) along;
                int right = Math.min(left + 1, width - 1);
                patches[y * grid.columns() + x] = blend(between[left], between[right], along - left);
            }
        }
        return patches;
    }

    /** Where the middle of a target cell lies among the middles of the source cells. */
    private static float position(int target, int from, int to) {
        return Math.max(0, (target + 0.5f) * from / to - 0.5f);
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

    private static float[] blend(float[] first, float[] second, float share) {
        float[] blended = new float[first.length];
        float rest = 1 - share;
        for (int i = 0; i < blended.length; i++) {
            blended[i] = first[i] * rest + second[i] * share;
        }
        return blended;
    }
}
