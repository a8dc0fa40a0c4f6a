package org.patchbank.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StabilityTest {
    /** Three images are three folds; without one, the threshold is the largest of the others: 3, 3 or 2. */
    @Test
    void deviation_is_that_of_the_jackknife_over_folds() {
        double expected = Math.sqrt(2 / 3.0 * (2 * Math.pow(3 - 8 / 3.0, 2) + Math.pow(2 - 8 / 3.0, 2))) / 2;

        assertThat(Stability.of(new double[] {1, 2, 3}, 0.02, 0).relativeDeviation())
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void a_few_far_scores_make_a_threshold_unsteady() {
        double[] even = IntStream.range(0, 200).mapToDouble(i -> 1 + i / 200.0).toArray();
        double[] odd = DoubleStream.concat(
                        IntStream.range(0, 198).mapToDouble(i -> 1 + i / 200.0), DoubleStream.of(20, 40))
                .toArray();

        assertThat(Stability.of(even, 0.01, 1).relativeDeviation()).isLessThan(0.05);
        assertThat(Stability.of(odd, 0.01, 1).relativeDeviation()).isGreaterThan(1);
    }
}
