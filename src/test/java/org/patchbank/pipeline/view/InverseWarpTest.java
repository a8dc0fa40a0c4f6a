package org.patchbank.pipeline.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.Motion;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

class InverseWarpTest {
    private static final PatchGrid GRID = new PatchGrid(8, 8);

    @Test
    void scores_of_an_image_that_was_not_moved_stay_as_they_are() {
        PatchScores scores = peak(3, 5, PatchMask.ALL);

        assertThat(InverseWarp.of(scores, Motion.NONE, 400, 400)).isSameAs(scores);
    }

    @Test
    void a_peak_goes_where_the_part_lies_in_the_image() {
        // the part lies two patches to the right of where the template has it
        PatchScores back = InverseWarp.of(peak(3, 2, PatchMask.ALL), new Motion(0, 0.25, 0), 400, 400);

        assertThat(back.grid()).isEqualTo(new PatchGrid(16, 16));
        assertThat(place(back)).isIn(6 * 16 + 8, 6 * 16 + 9, 7 * 16 + 8, 7 * 16 + 9);
        assertThat(back.nearest()[place(back)]).isEqualTo(3 * 8 + 2);
    }

    @Test
    void a_quarter_turn_takes_the_top_to_the_right() {
        PatchScores back = InverseWarp.of(peak(0, 3, PatchMask.ALL), new Motion(90, 0, 0), 400, 400);

        assertThat(place(back) % 16).isIn(14, 15);
        assertThat(place(back) / 16).isIn(6, 7);
    }

    @Test
    void what_the_aligned_image_did_not_show_has_no_score() {
        PatchScores back = InverseWarp.of(peak(3, 2, PatchMask.ALL), new Motion(0, 0.25, 0), 400, 400);

        assertThat(back.inside().contains(7 * 16 + 3)).isFalse();
        assertThat(back.inside().contains(7 * 16 + 4)).isTrue();
        assertThat(back.scores()[7 * 16 + 3]).isZero();
        assertThat(back.nearest()[7 * 16 + 3]).isEqualTo(-1);
    }

    @Test
    void patches_that_were_not_scored_do_not_lower_their_neighbours() {
        BitSet inside = new BitSet();
        inside.set(0, 32);
        float[] scores = new float[64];
        java.util.Arrays.fill(scores, 0, 32, 5);
        PatchScores upper = new PatchScores(GRID, scores, new int[0], PatchMask.of(inside));

        PatchScores back = InverseWarp.of(upper, new Motion(0, 0.03, 0), 400, 400);

        assertThat(back.nearest()).isEmpty();
        assertThat(IntStream.range(0, 256).filter(back.inside()::contains))
                .allSatisfy(patch -> assertThat(back.scores()[patch]).isCloseTo(5, within(1e-5f)));
        assertThat(back.inside().contains(9 * 16 + 8)).isFalse();
    }

    private static PatchScores peak(int row, int column, PatchMask inside) {
        float[] scores = new float[64];
        scores[row * 8 + column] = 1;
        return new PatchScores(GRID, scores, IntStream.range(0, 64).toArray(), inside);
    }

    private static int place(PatchScores scores) {
        return IntStream.range(0, scores.scores().length)
                .reduce((a, b) -> scores.scores()[b] > scores.scores()[a] ? b : a)
                .orElseThrow();
    }
}
