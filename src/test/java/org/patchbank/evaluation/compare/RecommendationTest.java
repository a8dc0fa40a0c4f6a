package org.patchbank.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static final int IMAGES = 100;

    /** Scores of good images, the same for all. */
    private static final double[] GOOD = gaussian(1, 0);

    @Test
    void best_is_recommended_where_others_are_worse_or_not_cheaper() {
        Candidate best = candidate("best", 3, 0.01, 10, 1_000_000);
        Candidate worse = candidate("worse", 1, 0.001, 1, 1_000);
        Candidate level = candidate("level", 2.99, 0.01, 9, 900_000);

        Recommendation chosen = Recommendation.of(List.of(worse, level, best), false);

        assertThat(chosen.name()).isEqualTo("best");
        assertThat(chosen.reason())
                .contains(
                        "defective ones best: image AUROC 0.9",
                        "the next, level",
                        "cannot prove",
                        "10.0 ms, its bank 1.00 MB.");
        assertThat(chosen.trust()).startsWith("It rests on 100 defective images");
    }

    @Test
    void faster_is_recommended_where_these_images_cannot_tell_it_from_the_best() {
        Candidate best = candidate("best", 3, 0.01, 10, 1_000_000);
        Candidate faster = candidate("faster", 2.99, 0.5, 7, 2_000_000);

        Recommendation chosen = Recommendation.of(List.of(best, faster), false);

        assertThat(chosen.name()).isEqualTo("faster");
        assertThat(chosen.reason()).contains("cannot be told from the best", "7.0 ms", "with best 10.0 ms and 1.00 MB");
    }

    @Test
    void smaller_is_recommended_where_quality_and_time_are_alike() {
        Candidate best = candidate("best", 3, 0.01, 10, 1_000_000);
        Candidate smaller = candidate("smaller", 2.99, 0.01, 11, 400_000);
        Candidate smallButSlow = candidate("small-but-slow", 2.99, 0.01, 30, 100_000);

        assertThat(Recommendation.of(List.of(best, smallButSlow, smaller), false)
                        .name())
                .isEqualTo("smaller");
    }

    @Test
    void without_defective_images_an_unsteady_threshold_costs_the_lead() {
        Candidate best = candidate("best", 3, 0.05, 10, 1_000_000);
        Candidate steady = candidate("steady", 2.99, 0.01, 10, 1_000_000);
        Candidate worseButSteadier = candidate("worse", 1, 0.001, 1, 1_000);

        Recommendation chosen = Recommendation.of(List.of(best, steady, worseButSteadier), true);

        assertThat(chosen.name()).isEqualTo("steady");
        assertThat(chosen.reason()).contains("moves by 1.0 %", "that of best by 5.0 %");
        assertThat(chosen.trust()).contains("synthetic", "steady");
        assertThat(Recommendation.of(List.of(best, steady), false).name())
                .as("with real defects steadiness does not count")
                .isEqualTo("best");
    }

    @Test
    void few_defective_images_are_said_to_be_few() {
        Candidate few = new Candidate("few", GOOD, new double[] {4, 5, 6}, 0.01, 10, 1);

        assertThat(Recommendation.of(List.of(few), false).trust()).startsWith("Only 3 defective images");
        assertThat(Recommendation.of(List.of(few), false).reason()).contains("it was the only one");
    }

    @Test
    void difference_is_proven_by_images_that_are_drawn_again_and_again() {
        Candidate one = candidate("one", 3, 0, 1, 1);
        Candidate other = candidate("other", 1, 0, 1, 1);

        assertThat(PairedAuroc.isBetter(one, other, 7)).isTrue();
        assertThat(PairedAuroc.isBetter(other, one, 7)).isFalse();
        assertThat(PairedAuroc.isBetter(one, candidate("nearly", 2.99, 0, 1, 1), 7))
                .isFalse();
        Candidate lacksSome = new Candidate("lacks-some", GOOD, gaussian(2, 1, 60), 0, 1, 1);
        assertThat(PairedAuroc.isBetter(one, lacksSome, 7)).isTrue();
        Candidate blind = new Candidate("blind", GOOD, new double[0], 0, 1, 1);
        assertThat(PairedAuroc.isBetter(one, blind, 7)).isFalse();
    }

    /** @param distance of the defective scores' mean from the good ones', in standard deviations */
    private static Candidate candidate(String name, double distance, double deviation, double millis, long bytes) {
        return new Candidate(name, GOOD, gaussian(2, distance), deviation, millis, bytes);
    }

    private static double[] gaussian(long seed, double mean) {
        return gaussian(seed, mean, IMAGES);
    }

    private static double[] gaussian(long seed, double mean, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> mean + random.nextGaussian())
                .toArray();
    }
}
