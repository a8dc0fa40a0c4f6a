package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoTailTest {
    /** Expected: scipy.stats.genpareto(shape, scale=2), isf(0.01) and sf(3). */
    @ParameterizedTest
    @CsvSource({
        "0.25, 17.298221281347033, 0.279762311317533",
        "-0.25, 5.470177871865296, 0.15258789062499997",
        "0, 9.210340371976182, 0.22313016014842982",
    })
    void quantiles_and_shares_are_those_of_the_distribution(double shape, double quantile, double share) {
        ParetoTail tail = new ParetoTail(shape, 2);

        assertThat(tail.exceededBy(0.01)).isCloseTo(quantile, within(1e-9));
        assertThat(tail.shareAbove(3)).isCloseTo(share, within(1e-12));
        assertThat(tail.shareAbove(tail.exceededBy(0.3))).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void tail_of_negative_shape_ends() {
        assertThat(new ParetoTail(-0.5, 2).shareAbove(4)).isZero();
        assertThat(new ParetoTail(-0.5, 2).shareAbove(5)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1", "0, 3", "-0.3, 0.5"})
    void many_exceedances_give_their_own_tail_back(double shape, double scale) {
        ParetoTail truth = new ParetoTail(shape, scale);
        double[] drawn = new SplittableRandom(3)
                .doubles(200_000)
                .map(uniform -> truth.exceededBy(1 - uniform))
                .sorted()
                .toArray();

        ParetoTail fitted = ParetoTail.fit(drawn).orElseThrow();

        assertThat(fitted.shape()).isCloseTo(shape, within(0.01));
        assertThat(fitted.scale()).isCloseTo(scale, within(0.01 * scale));
    }

    @Test
    void fitted_tail_never_ends_below_the_largest_exceedance() {
        SplittableRandom random = new SplittableRandom(4);
        for (int draw = 0; draw < 500; draw++) {
            double[] drawn = random.doubles(20).map(u -> 1 - u * u).sorted().toArray();

            ParetoTail fitted = ParetoTail.fit(drawn).orElseThrow();

            assertThat(fitted.scale()).isPositive();
            assertThat(fitted.exceededBy(1e-300)).isGreaterThanOrEqualTo(drawn[19] * (1 - 1e-9));
        }
    }

    @Test
    void equal_exceedances_have_no_tail() {
        double[] equal = new double[30];
        assertThat(ParetoTail.fit(equal)).isEmpty();
        Arrays.fill(equal, 0.7);
        assertThat(ParetoTail.fit(equal)).isEmpty();
    }
}
