package org.patchbank.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.patchbank.patch.PatchGrid;

/**
 * The levels of good scores, by zone or by position. A score is divided by the level of its place and multiplied by the strictness
 * there, so that one limit serves the whole image: 1 is what good parts hardly reach anywhere.
 *
 * <pre>
 * s'(p) = s(p) t(g) / L(g),   L(g) = mean(g) + 3 deviation(g)
 * </pre>
 *
 * with g the zone or position of patch p, t its strictness, and mean and deviation those of good patches' scores there ({@link LevelSums}):
 * the upper limit of a control chart (Shewhart 1931) for each place. Immutable.
 */
public final class PatchLevels {
    static final String LEVELS = "levels";
    static final String GRID = "level-grid";

    private final Zoning zoning;
    private final PatchGrid positions;
    private final float[] levels;

    PatchLevels(Zoning zoning, PatchGrid positions, float[] levels) {
        this.zoning = zoning;
        this.positions = positions;
        this.levels = levels;
        int wanted = zoning.isPerPosition() ? positions.size() : zoning.groups();
        if (levels.length != wanted) {
            throw new IllegalArgumentException("%d levels for %d zones or positions".formatted(levels.length, wanted));
        }
    }

    /** @param good scores of good images that the detector has not seen, at least one */
    static PatchLevels fit(Zoning zoning, List<ScoredPatches> good) {
        PatchGrid grid = good.get(0).grid();
        return new PatchLevels(zoning, grid, sums(zoning, grid, good).levels());
    }

    /** The good images themselves, each brought to the level of the others: as an image is that was never seen. */
    static List<ScoredPatches> levelledUnseen(Zoning zoning, List<ScoredPatches> good) {
        PatchGrid grid = good.get(0).grid();
        LevelSums sums = sums(zoning, grid, good);
        return good.stream()
                .map(image -> new PatchLevels(
                                zoning,
                                grid,
                                sums.without(image.grid(), image.scores(), image::counts)
                                        .levels())
                        .levelled(image))
                .toList();
    }

    private static LevelSums sums(Zoning zoning, PatchGrid grid, List<ScoredPatches> good) {
        LevelSums sums = new LevelSums(zoning, grid);
        good.forEach(image -> sums.add(image.grid(), image.scores(), image::counts));
        return sums;
    }

    private ScoredPatches levelled(ScoredPatches image) {
        return image.with(levelled(image.grid(), image.scores()));
    }

    /** @param numbers what {@link #numbers} gave, and perhaps others */
    static PatchLevels of(Zoning zoning, Map<String, float[]> numbers) {
        float[] grid = numbers.get(GRID);
        float[] levels = numbers.get(LEVELS);
        if (grid == null || levels == null || grid.length != 2) {
            throw new IllegalArgumentException("no levels in " + numbers.keySet());
        }
        return new PatchLevels(zoning, new PatchGrid((int) grid[0], (int) grid[1]), levels);
    }

    Map<String, float[]> numbers() {
        return Map.of(GRID, new float[] {positions.rows(), positions.columns()}, LEVELS, levels);
    }

    /** The scores brought to the common level. */
    float[] levelled(PatchGrid grid, float[] scores) {
        int[] groups = LevelSums.groups(zoning, positions, grid);
        float[] levelled = new float[scores.length];
        for (int patch = 0; patch < scores.length; patch++) {
            int group = groups[patch];
            double strictness = zoning.isPerPosition() ? 1 : zoning.strictness(group);
            levelled[patch] = (float) (scores[patch] / levels[group] * strictness);
        }
        return levelled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatchLevels that
                && positions.equals(that.positions)
                && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }
}
