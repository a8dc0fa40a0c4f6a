package org.patchbank.scoring.map;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.patchbank.patch.PatchGrid;

/**
 * Lays patch scores out on the image. Safe for concurrent use.
 *
 * <p>Enlarging, smoothing and enlarging again are linear and act on rows and columns apart, so the map is A P B' with one matrix an
 * axis, kept for the next image of that size. P B' is small; the product with A, whose rows are bands of about six cells, is the work.
 *
 * <p>With a region of interest the smoothing is normalised (Knutsson and Westin 1993): (A (P M) B') / (A M B'), where M is 1 for
 * patches inside and 0 outside, so scores at its border are neither lowered by what lies outside nor mixed with it.
 */
public final class AnomalyMapRenderer {
    /** Images of one line have one size; folders of odd sizes must not fill the memory. */
    private static final int MATRICES_KEPT = 256;

    private final Map<Axis, AxisMatrix> matrices = new ConcurrentHashMap<>();

    private record Axis(int cells, int inputSize, double sigma, int pixels) {}

    /**
     * Enlarges the grid to the layout's size (bilinear), smooths it (Gaussian, cut at 4 sigma, reflected at the border) and brings
     * it to the image's size (bilinear).
     *
     * @param scores one a patch of {@code grid}; kept, not copied
     */
    public MapRows rows(PatchGrid grid, float[] scores, MapLayout layout, int width, int height) {
        if (scores.length != grid.size()) {
            throw new IllegalArgumentException(scores.length + " scores do not fit " + grid);
        }
        AxisMatrix columns = matrix(grid.columns(), layout.width(), layout.sigma(), width);
        return new DrawnRows(grid, scores, columns, matrix(grid.rows(), layout.height(), layout.sigma(), height));
    }

    /**
     * As {@link #rows(PatchGrid, float[], MapLayout, int, int)}, blank outside a region of interest.
     *
     * @param inside patches in the region
     * @param pixels for each row of the image the pixels in the region
     */
    public MapRows rows(
            PatchGrid grid,
            float[] scores,
            IntPredicate inside,
            IntFunction<BitSet> pixels,
            MapLayout layout,
            int width,
            int height) {
        float[] counted = new float[grid.size()];
        float[] weights = new float[grid.size()];
        float blank = 0;
        for (int patch = 0; patch < weights.length; patch++) {
            if (inside.test(patch)) {
                counted[patch] = scores[patch];
                weights[patch] = 1;
                blank = Math.min(blank, scores[patch]);
            }
        }
        return new MaskedRows(
                rows(grid, counted, layout, width, height), rows(grid, weights, layout, width, height), pixels, blank);
    }

    /** The map of an image that the network saw whole, as a square. */
    public AnomalyMap render(PatchGrid grid, float[] scores, int inputSize, int width, int height) {
        return AnomalyMap.of(rows(grid, scores, MapLayout.square(inputSize), width, height));
    }

    private AxisMatrix matrix(int cells, int inputSize, double sigma, int pixels) {
        if (matrices.size() >= MATRICES_KEPT) {
            matrices.clear();
        }
        return matrices.computeIfAbsent(
                new Axis(cells, inputSize, sigma, pixels),
                axis -> AxisMatrix.of(axis.cells, axis.inputSize, axis.sigma, axis.pixels));
    }
}
