package org.patchbank.embedding;

import java.util.List;
import org.patchbank.patch.PatchGrid;

/**
 * Makes patch embeddings of the feature maps of several layers (PatchCore, Roth et al. 2022, section 3.1): every cell
 * is averaged with its neighbourhood (stride 1; cells beyond the edge count as zeros), coarser maps are enlarged to the
 * finest grid (bilinear, corners not aligned), and all channels are laid side by side. Works on whole rows of cells, so
 * every inner loop runs over contiguous values.
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
            float[] cells = averaged(map);
            if (map.height() == grid.rows() && map.width() == grid.columns()) {
                lay(cells, map.channels(), fused, offset, dimension);
            } else {
                enlarge(map, cells, grid, fused, offset, dimension);
            }
            offset += map.channels();
        }
        return new Embeddings(grid, dimension, fused);
    }

    /** Sums along columns, then along rows, then divides: [height, width, channels]. */
    private float[] averaged(FeatureMap map) {
        float[] cells = map.cells();
        if (neighbourhood == 1) {
            return cells;
        }
        int row = map.width() * map.channels();
        float[] result = new float[cells.length];
        float[] sums = new float[row];
        int reach = neighbourhood / 2;
        float share = 1f / (neighbourhood * neighbourhood);
        for (int y = 0; y < map.height(); y++) {
            System.arraycopy(cells, y * row, sums, 0, row);
            for (int near = Math.max(0, y - reach); near <= Math.min(map.height() - 1, y + reach); near++) {
                if (near != y) {
                    add(cells, near * row, sums, 0, row);
                }
            }
            System.arraycopy(sums, 0, result, y * row, row);
            for (int step = 1; step <= Math.min(reach, map.width() - 1); step++) {
                int shift = step * map.channels();
                add(sums, shift, result, y * row, row - shift);
                add(sums, 0, result, y * row + shift, row - shift);
            }
            scale(result, y * row, row, share);
        }
        return result;
    }

    private static void lay(float[] cells, int channels, float[] fused, int offset, int dimension) {
        for (int cell = 0; cell < cells.length / channels; cell++) {
            System.arraycopy(cells, cell * channels, fused, cell * dimension + offset, channels);
        }
    }

    private static void enlarge(
            FeatureMap map, float[] cells, PatchGrid grid, float[] fused, int offset, int dimension) {
        int channels = map.channels();
        int row = map.width() * channels;
        float[] between = new float[row];
        for (int y = 0; y < grid.rows(); y++) {
            float down = position(y, map.height(), grid.rows());
            int above = (int) down;
            int below = Math.min(above + 1, map.height() - 1);
            blend(cells, above * row, below * row, down - above, between, 0, row);
            for (int x = 0; x < grid.columns(); x++) {
                float along = position(x, map.width(), grid.columns());
                int left = (int) along;
                int right = Math.min(left + 1, map.width() - 1);
                int target = (y * grid.columns() + x) * dimension + offset;
                blend(between, left * channels, right * channels, along - left, fused, target, channels);
            }
        }
    }

    /** Where the middle of a target cell lies among the middles of the source cells. */
    private static float position(int target, int from, int to) {
        return Math.max(0, (target + 0.5f) * from / to - 0.5f);
    }

    private static void add(float[] source, int from, float[] target, int to, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] += source[from + i];
        }
    }

    private static void scale(float[] values, int from, int count, float factor) {
        for (int i = 0; i < count; i++) {
            values[from + i] *= factor;
        }
    }

    private static void blend(float[] source, int first, int second, float share, float[] target, int to, int count) {
        float rest = 1 - share;
        for (int i = 0; i < count; i++) {
            target[to + i] = source[first + i] * rest + source[second + i] * share;
        }
    }
}
