package org.patchbank.scoring;

import java.util.List;
import java.util.Map;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** Makes the score of an image from those of its patches. Immutable. */
public final class ImageScoring {
    private final Aggregation aggregation;

    private ImageScoring(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    /** The scores of an image's patches: one a patch of the grid, 0 outside. */
    public record Patches(PatchGrid grid, float[] scores, PatchMask inside) {}

    /** @param good good images that the detector has not seen, from which levels follow */
    public static ImageScoring fit(Aggregation aggregation, List<Patches> good) {
        return new ImageScoring(aggregation);
    }

    /** @param numbers what {@link #numbers} gave */
    public static ImageScoring of(Aggregation aggregation, Map<String, float[]> numbers) {
        return new ImageScoring(aggregation);
    }

    /** What was learned from good images; empty where nothing had to be. */
    public Map<String, float[]> numbers() {
        return Map.of();
    }

    /** Whether the image's score is the largest of its patches', as the detector gives it. */
    public boolean largestDecides() {
        return aggregation == Aggregation.MAX;
    }

    /** The scores as people see them and as {@link #score} takes them. */
    public float[] shown(Patches patches) {
        return patches.scores();
    }

    /** @param patches with scores as {@link #shown} */
    public double score(Patches patches) {
        return aggregation.aggregate(patches.scores());
    }
}
