package org.patchbank.scoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbank.patch.PatchGrid;

/**
 * Lays patch scores out on the image. Safe for concurrent use.
 *
 * <p>Enlarging, smoothing and enlarging again are linear and act on rows and columns apart, so the map is A P B' with one matrix an
 * axis, kept for the next image of that size. P B' is small; the product with A, whose rows are bands of about six cells, is the work.
 */
public final class AnomalyMapRenderer {
    /** Images of one line have one size; folders of odd sizes must not fill the memory. */
    private static final int MATRICES_KEPT = 256;

    private final Map<Axis, AxisMatrix> matrices = new ConcurrentHashMap<>();

    private record Axis(int cells, int inputSize, int pixels) {}

    /**
     * Enlarges the grid to the network's input size (bilinear), smooths it (Gaussian, sigma 4 at 224 pixels, cut at 4 sigma, reflected
     * at the border) and brings it to the image's size (bilinear).
     *
     * @param scores one a patch of {@code grid}
     */
    public AnomalyMap render(PatchGrid grid, float[] scores, int inputSize, int width, int height) {
        if (scores.length != grid.size()) {
            throw new IllegalArgumentException(scores.length + " scores do not fit " + grid);
        }
        float[] wide = widen(grid, scores, matrix(grid.columns(), inputSize, width));
        return new AnomalyMap(width, height, heighten(wide, width, matrix(grid.rows(), inputSize, height)));
    }

    private AxisMatrix matrix(int cells, int inputSize, int pixels) {
        if (matrices.size() >= MATRICES_KEPT) {
            matrices.clear();
        }
        return matrices.computeIfAbsent(
                new Axis(cells, inputSize, pixels), axis -> AxisMatrix.of(axis.cells, axis.inputSize, axis.pixels));
    }

    /** [rows, columns] to [rows, width]. */
    private static float[] widen(PatchGrid grid, float[] scores, AxisMatrix columns) {
        int width = columns.pixels();
        float[] wide = new float[grid.rows() * width];
        for (int x = 0; x < width; x++) {
            int start = columns.start(x);
            float[] band = columns.band(x);
            for (int row = 0; row < grid.rows(); row++) {
                int from = row * grid.columns() + start;
                float sum = 0;
                for (int i = 0; i < band.length; i++) {
                    sum += band[i] * scores[from + i];
                }
                wide[row * width + x] = sum;
            }
        }
        return wide;
    }

    /** [rows, width] to [height, width]: each row of pixels is a weighted sum of few rows. */
    private static float[] heighten(float[] wide, int width, AxisMatrix rows) {
        int height = rows.pixels();
        float[] map = new float[height * width];
        float[] line = new float[width];
        for (int y = 0; y < height; y++) {
            float[] band = rows.band(y);
            int from = rows.start(y) * width;
            scale(wide, from, band[0], line);
            int i = 1;
            for (; i + 1 < band.length; i += 2) {
                addTwo(wide, from + i * width, band[i], from + (i + 1) * width, band[i + 1], line);
            }
            if (i < band.length) {
                addOne(wide, from + i * width, band[i], line);
            }
            System.arraycopy(line, 0, map, y * width, width);
        }
        return map;
    }

    private static void scale(float[] source, int from, float weight, float[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] = weight * source[from + x];
        }
    }

    private static void addOne(float[] source, int from, float weight, float[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] += weight * source[from + x];
        }
    }

    private static void addTwo(float[] source, int from, float weight, int from2, float weight2, float[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] += weight * source[from + x] + weight2 * source[from2 + x];
        }
    }
}
