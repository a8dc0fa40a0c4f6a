package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.patchbank.patch.PatchGrid;

/** Expected levels: numpy 2.4, {@code x.mean() + 3 * x.std()} over the scores of two images that a zone, or a 3 x 3 window, holds. */
class PatchLevelsTest {
    private static final PatchGrid GRID = new PatchGrid(3, 3);
    private static final float[] FIRST = {1, 2, 3, 4, 2, 2, 8, 1, 5};
    private static final float[] SECOND = {2, 2, 4, 4, 3, 1, 9, 2, 5};
    private static final Offset<Float> CLOSE = within(1e-5f);

    /** The left column, twice as strict. */
    private static final Zoning LEFT = Zoning.of(List.of(new Zone("seal", 2)), grid -> {
        int[] groups = new int[grid.size()];
        for (int patch = 0; patch < groups.length; patch++) {
            groups[patch] = patch % grid.columns() == 0 ? 0 : 1;
        }
        return groups;
    });

    @Test
    void zones_and_what_they_leave_over_have_levels_of_their_own() {
        assertThat(sums(LEFT).levels()).containsExactly(new float[] {13.441631f, 6.603671f}, CLOSE);
    }

    @Test
    void positions_are_levelled_with_their_neighbours() {
        assertThat(sums(Zoning.PER_POSITION).levels())
                .containsExactly(
                        new float[] {
                            5.5f,
                            5.622499f,
                            4.94587f,
                            10.816648f,
                            9.966583f,
                            6.603671f,
                            12.26345f,
                            11.266368f,
                            7.109348f
                        },
                        CLOSE);
    }

    @Test
    void an_image_taken_out_again_leaves_the_levels_of_the_others() {
        LevelSums others = sums(LEFT).without(GRID, SECOND, patch -> true);

        assertThat(others.levels()).containsExactly(new float[] {12.935659f, 6.274917f}, CLOSE);
    }

    @Test
    void patches_that_do_not_count_are_not_learned_from() {
        LevelSums sums = new LevelSums(LEFT, GRID);
        sums.add(GRID, new float[] {1, 5, 5, 1, 5, 5, 900, 5, 5}, patch -> patch != 6);

        assertThat(sums.levels()[0]).isCloseTo(1, within(1.5f));
    }

    @Test
    void where_good_parts_never_vary_the_level_is_a_quarter_of_all() {
        LevelSums sums = new LevelSums(LEFT, GRID);
        sums.add(GRID, new float[] {0, 8, 8, 0, 8, 8, 0, 8, 8}, patch -> true);
        double mean = 16 / 3.0;
        double all = mean + 3 * Math.sqrt(128 / 3.0 - mean * mean);

        assertThat(sums.levels()[0]).isCloseTo((float) (all / 4), CLOSE);
    }

    @Test
    void a_zone_without_scores_has_the_level_of_all() {
        LevelSums sums = new LevelSums(LEFT, GRID);
        sums.add(GRID, FIRST, patch -> patch % 3 > 0);

        assertThat(sums.levels()[0]).isEqualTo(sums.levels()[1]);
    }

    @Test
    void all_scores_zero_leave_scores_as_they_are() {
        LevelSums sums = new LevelSums(LEFT, GRID);
        sums.add(GRID, new float[9], patch -> true);

        assertThat(sums.levels()).containsExactly(1, 1);
    }

    @Test
    void a_score_is_divided_by_its_level_and_multiplied_by_the_strictness() {
        PatchLevels levels = new PatchLevels(LEFT, GRID, new float[] {4, 2});

        assertThat(levels.levelled(GRID, FIRST)).containsExactly(0.5f, 1, 1.5f, 2, 1, 1, 4, 0.5f, 2.5f);
    }

    @Test
    void levels_by_position_are_laid_over_another_grid() {
        PatchLevels levels = new PatchLevels(Zoning.PER_POSITION, new PatchGrid(1, 2), new float[] {1, 10});

        assertThat(levels.levelled(new PatchGrid(2, 4), new float[] {1, 1, 10, 10, 2, 2, 20, 20}))
                .containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    }

    @Test
    void numbers_give_the_levels_back_and_others_are_refused() {
        PatchLevels levels = new PatchLevels(LEFT, GRID, new float[] {4, 2});

        assertThat(PatchLevels.of(LEFT, levels.numbers())).isEqualTo(levels);
        assertThatThrownBy(() -> PatchLevels.of(Zoning.PER_POSITION, levels.numbers()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_patch_knows_the_name_of_its_zone() {
        assertThat(LEFT.name(GRID, 3)).contains("seal");
        assertThat(LEFT.name(GRID, 4)).isEmpty();
        assertThat(Zoning.PER_POSITION.name(GRID, 3)).isEmpty();
    }

    private static LevelSums sums(Zoning zoning) {
        LevelSums sums = new LevelSums(zoning, GRID);
        sums.add(GRID, FIRST, patch -> true);
        sums.add(GRID, SECOND, patch -> true);
        return sums;
    }
}
