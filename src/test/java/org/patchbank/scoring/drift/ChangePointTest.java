package org.patchbank.scoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointTest {
    /** The cut with the largest distance, each by scipy.stats.ks_2samp. */
    @Test
    void cut_is_where_scipy_finds_the_distance_largest() {
        double[] reference =
                IntStream.range(0, 60).mapToDouble(i -> Math.sin(i * 2.3)).toArray();
        double[] sequence = IntStream.range(0, 100)
                .mapToDouble(i -> Math.sin(i * 1.7) + (i >= 70 ? 1.2 : 0))
                .toArray();

        assertThat(ChangePoint.find(reference, sequence)).isEqualTo(71);
    }

    @Test
    void place_of_a_shift_is_found_to_a_few_values() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            double[] sequence = normal(random, 1000, 730, 1.5);

            assertThat((double) ChangePoint.find(normal(random, 200, 200, 0), sequence))
                    .isCloseTo(730, within(20.0));
        }
    }

    @Test
    void wider_scatter_is_placed_too() {
        Random random = new Random(3);
        double[] sequence = normal(random, 600, 600, 0);
        for (int i = 400; i < 600; i++) {
            sequence[i] *= 4;
        }

        assertThat((double) ChangePoint.find(normal(random, 200, 200, 0), sequence))
                .isCloseTo(400, within(30.0));
    }

    @Test
    void sequence_that_never_was_like_the_reference_changed_at_its_beginning() {
        Random random = new Random(4);

        assertThat(ChangePoint.find(normal(random, 100, 100, 0), normal(random, 300, 0, 2)))
                .isZero();
    }

    @Test
    void reference_of_many_values_is_thinned_evenly() {
        double[] many = IntStream.range(0, 10_000).mapToDouble(i -> i).toArray();

        double[] thinned = DriftSamples.thinned(many, 100);

        assertThat(thinned).hasSize(100);
        assertThat(Arrays.stream(thinned).average().orElseThrow()).isCloseTo(4999.5, within(1e-6));
    }

    private static double[] normal(Random random, int count, int shiftAt, double shift) {
        return IntStream.range(0, count)
                .mapToDouble(i -> random.nextGaussian() + (i >= shiftAt ? shift : 0))
                .toArray();
    }
}
