package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScreeningTest {
    @Test
    void scores_far_above_the_rest_are_suspect_highest_first() {
        double[] scores = new SplittableRandom(1).doubles(100, 10, 12).toArray();
        scores[17] = 19;
        scores[40] = 23;
        scores[3] = 2; // far below is no defect

        assertThat(Screening.suspects(scores)).containsExactly(40, 17);
    }

    @Test
    void ordinary_scatter_is_not_suspect() {
        assertThat(Screening.suspects(
                        new SplittableRandom(2).doubles(500, 10, 12).toArray()))
                .isEmpty();
    }

    @Test
    void equal_scores_do_not_hide_the_odd_one() {
        double[] scores = new double[50];
        Arrays.fill(scores, 5);
        assertThat(Screening.suspects(scores)).isEmpty();

        scores[49] = 6;
        assertThat(Screening.suspects(scores)).containsExactly(49);
    }

    @Test
    void two_images_cannot_accuse_each_other() {
        assertThat(Screening.suspects(new double[] {1, 100})).isEmpty();
    }
}
