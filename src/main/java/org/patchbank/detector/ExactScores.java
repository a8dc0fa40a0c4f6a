package org.patchbank.detector;

import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.patchbank.patch.PatchGrid;

/**
 * Which patch scores must be exact for the image's score to be: the highest so many, each times a weight of its patch. The others may be
 * higher than they are, yet not above those.
 *
 * @param count how many, of that many patches that are scored; all of them where it is no less
 * @param weights above 0, one a patch of the grid, or null for 1 each
 */
public record ExactScores(IntUnaryOperator count, Function<PatchGrid, float[]> weights) {
    /** The largest patch score is the image's. */
    public static final ExactScores LARGEST = new ExactScores(patches -> 1, grid -> null);

    public static final ExactScores ALL = new ExactScores(patches -> patches, grid -> null);
}
