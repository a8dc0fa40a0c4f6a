package org.patchbank.pipeline.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.Tiling;
import org.patchbank.image.Window;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

class TileJoinTest {
    private static final PatchGrid GRID = new PatchGrid(8, 8);

    @Test
    void cells_that_lie_on_each_other_are_weighted_by_how_far_they_are_from_the_edge() {
        // Tiles of 64 pixels at 0 and 32 of 96; cells of 8 pixels, the overlap of 32 is four of them.
        Tiling tiling = new Tiling(64, 32, 8);
        PatchScores first = new PatchScores(GRID, filled(1), numbered(0));
        PatchScores second = new PatchScores(GRID, filled(5), numbered(100));

        PatchScores joined = new TileJoin(tiling, GRID, 96, 64).join(List.of(first, second), PatchMask.ALL);

        assertThat(joined.grid()).isEqualTo(new PatchGrid(8, 12));
        // Middles at 36, 44, 52, 60 are 4, 12, 20, 28 of 32 pixels into the second tile.
        assertThat(Arrays.copyOf(joined.scores(), 12)).containsExactly(1, 1, 1, 1, 1.5f, 2.5f, 3.5f, 4.5f, 5, 5, 5, 5);
        assertThat(Arrays.copyOf(joined.nearest(), 12)).containsExactly(0, 1, 2, 3, 4, 5, 102, 103, 104, 105, 106, 107);
        assertThat(joined.inside().isAll()).isTrue();
    }

    @Test
    void what_all_tiles_agree_on_has_no_seams() {
        for (int length : new int[] {64, 100, 131, 200, 333}) {
            for (int overlap : new int[] {0, 8, 20, 40}) {
                assertFollowsSlope(new Tiling(64, overlap, 8), length, 150);
            }
        }
    }

    /** Scores that rise evenly over the image must come out so, wherever the tiles lie. */
    private static void assertFollowsSlope(Tiling tiling, int width, int height) {
        ToDoubleBiFunction<Double, Double> slope = (x, y) -> 2 + 0.01 * x + 0.03 * y;
        List<PatchScores> tiles = new ArrayList<>();
        for (Window tile : tiling.tiles(width, height)) {
            float[] scores = new float[GRID.size()];
            for (int patch = 0; patch < scores.length; patch++) {
                double x = tile.x() + (patch % 8 + 0.5) * tile.width() / 8;
                double y = tile.y() + (patch / 8 + 0.5) * tile.height() / 8;
                scores[patch] = (float) slope.applyAsDouble(x, y);
            }
            tiles.add(new PatchScores(GRID, scores, new int[0]));
        }

        PatchScores joined = new TileJoin(tiling, GRID, width, height).join(tiles, PatchMask.ALL);

        PatchGrid grid = joined.grid();
        assertThat(joined.nearest()).isEmpty();
        for (int patch = 0; patch < grid.size(); patch++) {
            double x = (patch % grid.columns() + 0.5) * width / grid.columns();
            double y = (double) (patch / grid.columns() + 0.5) * height / grid.rows();
            // Half a cell at the border has no neighbour to follow the slope with; so has an edge without overlap.
            assertThat((double) joined.scores()[patch])
                    .describedAs("%s, %d x %d at %s, %s", tiling, width, height, x, y)
                    .isCloseTo(slope.applyAsDouble(x, y), within(0.01 * 4 + 0.03 * 4));
        }
    }

    @Test
    void tiles_and_patches_outside_the_region_count_for_nothing() {
        Tiling tiling = new Tiling(64, 0, 8);
        BitSet left = new BitSet();
        BitSet joinedLeft = new BitSet();
        for (int row = 0; row < 8; row++) {
            left.set(row * 8, row * 8 + 2);
            joinedLeft.set(row * 16, row * 16 + 2);
        }
        float[] scores = filled(9);
        left.stream().forEach(patch -> scores[patch] = 2);
        PatchScores first = new PatchScores(GRID, scores, numbered(0), PatchMask.of(left));

        PatchScores joined =
                new TileJoin(tiling, GRID, 128, 64).join(Arrays.asList(first, null), PatchMask.of(joinedLeft));

        assertThat(joined.inside()).isEqualTo(PatchMask.of(joinedLeft));
        assertThat(Arrays.copyOf(joined.scores(), 4)).containsExactly(2, 2, 0, 0);
        assertThat(Arrays.copyOf(joined.nearest(), 4)).containsExactly(0, 1, -1, -1);
    }

    private static float[] filled(float value) {
        float[] scores = new float[GRID.size()];
        Arrays.fill(scores, value);
        return scores;
    }

    private static int[] numbered(int first) {
        int[] numbers = new int[GRID.size()];
        Arrays.setAll(numbers, patch -> first + patch);
        return numbers;
    }
}
