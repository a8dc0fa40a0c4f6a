package org.patchbank.pipeline.view;

import java.util.BitSet;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.Motion;
import org.patchbank.image.Warp;
import org.patchbank.image.Warp.Place;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/**
 * Lays the scores of an aligned image back on the image as it came. They are read between the patches (bilinear, among those that were
 * scored) on a grid twice as fine, so that little of a lone high score is lost. What the aligned image did not show has no score.
 */
final class InverseWarp {
    private static final int FINER = 2;

    private InverseWarp() {}

    static PatchScores of(PatchScores aligned, Motion motion, int width, int height) {
        if (motion.isNone()) {
            return aligned;
        }
        PatchGrid from = aligned.grid();
        PatchGrid grid = new PatchGrid(from.rows() * FINER, from.columns() * FINER);
        Motion back = motion.inverse();
        float[] scores = new float[grid.size()];
        int[] nearest = new int[aligned.nearest().length == 0 ? 0 : grid.size()];
        java.util.Arrays.fill(nearest, -1);
        BitSet inside = new BitSet();
        for (int patch = 0; patch < grid.size(); patch++) {
            Place place = Warp.place(
                    width,
                    height,
                    back,
                    (patch % grid.columns() + 0.5) / grid.columns(),
                    (patch / grid.columns() + 0.5) / grid.rows());
            int cell = place.isInside() ? cell(from, place) : -1;
            if (cell >= 0 && aligned.inside().contains(cell)) {
                inside.set(patch);
                scores[patch] = between(aligned, place);
                if (nearest.length > 0) {
                    nearest[patch] = aligned.nearest()[cell];
                }
            }
        }
        return new PatchScores(grid, scores, nearest, PatchMask.of(inside));
    }

    /** The patch of the aligned image that shows a place of the image as it came, or the nearest one. */
    static int patch(ImageViews.Frame frame, PatchGrid grid, double x, double y) {
        Motion back = frame.registration().motion().inverse();
        return cell(grid, Warp.place(frame.width(), frame.height(), back, x, y));
    }

    private static int cell(PatchGrid grid, Place place) {
        int row = Math.max(0, Math.min(grid.rows() - 1, (int) (place.y() * grid.rows())));
        int column = Math.max(0, Math.min(grid.columns() - 1, (int) (place.x() * grid.columns())));
        return row * grid.columns() + column;
    }

    private static float between(PatchScores aligned, Place place) {
        PatchGrid grid = aligned.grid();
        double x = Math.max(0, Math.min(grid.columns() - 1, place.x() * grid.columns() - 0.5));
        double y = Math.max(0, Math.min(grid.rows() - 1, place.y() * grid.rows() - 0.5));
        double sum = 0;
        double weights = 0;
        for (int corner = 0; corner < 4; corner++) {
            int column = Math.min(grid.columns() - 1, (int) x + corner % 2);
            int row = Math.min(grid.rows() - 1, (int) y + corner / 2);
            int cell = row * grid.columns() + column;
            if (aligned.inside().contains(cell)) {
                double weight = (corner % 2 == 0 ? 1 - x + (int) x : x - (int) x)
                        * (corner / 2 == 0 ? 1 - y + (int) y : y - (int) y);
                sum += weight * aligned.scores()[cell];
                weights += weight;
            }
        }
        return weights == 0 ? aligned.scores()[cell(grid, place)] : (float) (sum / weights);
    }
}
