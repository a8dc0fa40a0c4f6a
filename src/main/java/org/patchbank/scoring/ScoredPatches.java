package org.patchbank.scoring;

import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** The scores of one image's patches, and which of them count. Immutable. */
public final class ScoredPatches {
    private final PatchGrid grid;
    private final float[] scores;
    private final PatchMask inside;

    /**
     * @param scores one a patch; kept, not copied
     * @param inside the patches in the region of interest; where there is none, all count
     */
    public ScoredPatches(PatchGrid grid, float[] scores, PatchMask inside) {
        if (scores.length != grid.size()) {
            throw new IllegalArgumentException(scores.length + " scores do not fit " + grid);
        }
        this.grid = grid;
        this.scores = scores;
        this.inside = inside.size(grid) == 0 ? PatchMask.ALL : inside;
    }

    /** All patches count. */
    public ScoredPatches(PatchGrid grid, float[] scores) {
        this(grid, scores, PatchMask.ALL);
    }

    /** The same patches with other scores. */
    ScoredPatches with(float[] otherScores) {
        return new ScoredPatches(grid, otherScores, inside);
    }

    public PatchGrid grid() {
        return grid;
    }

    /** The scores themselves, row by row, also of patches that do not count; read only by convention, for speed. */
    public float[] scores() {
        return scores;
    }

    public boolean counts(int patch) {
        return inside.contains(patch);
    }

    /** How many patches count, at least one. */
    public int count() {
        return inside.size(grid);
    }

    /** A copy of the scores that count, row by row. */
    public float[] counted() {
        if (inside.isAll()) {
            return scores.clone();
        }
        float[] counted = new float[count()];
        int next = 0;
        for (int patch = 0; patch < scores.length; patch++) {
            if (counts(patch)) {
                counted[next++] = scores[patch];
            }
        }
        return counted;
    }
}
