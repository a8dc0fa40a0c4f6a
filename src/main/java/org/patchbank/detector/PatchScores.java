package org.patchbank.detector;

import java.util.Arrays;
import org.patchbank.patch.PatchGrid;

/** How anomalous each patch of one image is; higher is more anomalous. */
public final class PatchScores {
    private final PatchGrid grid;
    private final float[] scores;
    private final int[] nearest;

    /**
     * @param scores one a patch; kept, not copied
     * @param nearest for each patch the row of the bank nearest to it, or empty where the model has no rows
     */
    public PatchScores(PatchGrid grid, float[] scores, int[] nearest) {
        if (scores.length != grid.size() || (nearest.length != 0 && nearest.length != scores.length)) {
            throw new IllegalArgumentException(
                    "%d scores and %d neighbours do not fit %s".formatted(scores.length, nearest.length, grid));
        }
        this.grid = grid;
        this.scores = scores;
        this.nearest = nearest;
    }

    public PatchGrid grid() {
        return grid;
    }

    /** The scores themselves, row by row; read only by convention, for speed. */
    public float[] scores() {
        return scores;
    }

    public int[] nearest() {
        return nearest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatchScores that
                && grid.equals(that.grid)
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(nearest, that.nearest);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(scores);
    }
}
