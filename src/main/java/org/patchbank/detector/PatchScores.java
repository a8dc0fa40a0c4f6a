package org.patchbank.detector;

import java.util.Arrays;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** How anomalous each patch of one image is; higher is more anomalous. */
public final class PatchScores {
    private final PatchGrid grid;
    private final float[] scores;
    private final int[] nearest;
    private final PatchMask inside;
    private final boolean exact;

    /**
     * @param scores one a patch; kept, not copied
     * @param nearest for each patch the row of the bank nearest to it, or empty where the model has no rows
     */
    public PatchScores(PatchGrid grid, float[] scores, int[] nearest) {
        this(grid, scores, nearest, PatchMask.ALL);
    }

    /**
     * @param scores one a patch, 0 outside; kept, not copied
     * @param nearest for each patch the row of the bank nearest to it, -1 outside, or empty where the model has no rows
     * @param inside the patches that were scored
     */
    public PatchScores(PatchGrid grid, float[] scores, int[] nearest, PatchMask inside) {
        this(grid, scores, nearest, inside, true);
    }

    private PatchScores(PatchGrid grid, float[] scores, int[] nearest, PatchMask inside, boolean exact) {
        if (scores.length != grid.size() || (nearest.length != 0 && nearest.length != scores.length)) {
            throw new IllegalArgumentException(
                    "%d scores and %d neighbours do not fit %s".formatted(scores.length, nearest.length, grid));
        }
        this.grid = grid;
        this.scores = scores;
        this.nearest = nearest;
        this.inside = inside;
        this.exact = exact;
    }

    /** Scores of a view whose patches all lie outside the region of interest. */
    public static PatchScores none(Embeddings view) {
        int[] nearest = new int[view.grid().size()];
        Arrays.fill(nearest, -1);
        return new PatchScores(view.grid(), new float[nearest.length], nearest, view.inside());
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

    /** The patches that were scored: those in the region of interest. */
    public PatchMask inside() {
        return inside;
    }

    /** The largest score of a patch that was scored; 0 if there is none. */
    public double largest() {
        float largest = Float.NEGATIVE_INFINITY;
        for (int patch = 0; patch < scores.length; patch++) {
            if (inside.contains(patch)) {
                largest = Math.max(largest, scores[patch]);
            }
        }
        return largest == Float.NEGATIVE_INFINITY ? 0 : largest;
    }

    /** Whether every score is exact; otherwise those are that make the image's score, and the others may be too high. */
    public boolean exact() {
        return exact;
    }

    /** The same scores, of which some may be too high. */
    public PatchScores approximate() {
        return new PatchScores(grid, scores, nearest, inside, false);
    }

    /** The same patches with other scores. */
    public PatchScores with(float[] otherScores) {
        return new PatchScores(grid, otherScores, nearest, inside, exact);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatchScores that
                && grid.equals(that.grid)
                && inside.equals(that.inside)
                && exact == that.exact
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(nearest, that.nearest);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(scores);
    }
}
