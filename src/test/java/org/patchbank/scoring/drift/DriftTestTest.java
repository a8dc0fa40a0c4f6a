package org.patchbank.scoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers to compare with are those of numpy 2 and scipy 1.17. */
class DriftTestTest {
    private static final double[] REFERENCE = values(40, k -> 1 + 0.05 * k + 0.001 * k * k);
    private static final double[] WINDOW = values(50, k -> 1.2 + 0.06 * k + 0.0005 * k * k);
    private static final int SIZE = 200;
    private static final int STEP = 50;

    private final DriftTest test = new DriftTest();

    @Test
    void distance_and_probability_are_those_of_scipy() {
        KolmogorovSmirnov near = KolmogorovSmirnov.of(REFERENCE, WINDOW);
        assertThat(near.statistic()).isCloseTo(0.185, within(1e-12));
        assertThat(near.pValue()).isCloseTo(0.38705703654109935, within(1e-12));

        KolmogorovSmirnov far = KolmogorovSmirnov.of(REFERENCE, values(50, k -> WINDOW[k] + 0.9));
        assertThat(far.statistic()).isCloseTo(0.43, within(1e-12));
        assertThat(far.pValue()).isCloseTo(0.0003378390004946497, within(1e-14));
    }

    @Test
    void ties_are_stepped_over_together() {
        KolmogorovSmirnov tied =
                KolmogorovSmirnov.of(new double[] {1, 2, 2, 3, 3, 3, 4}, new double[] {2, 3, 4, 4, 5, 5});

        assertThat(tied.statistic()).isCloseTo(0.5238095238095238, within(1e-12));
        assertThat(tied.pValue()).isCloseTo(0.2773892773892773, within(1e-12));
    }

    /** scipy's exact probability is 0.03954, its asymptotic one without the correction 0.03921. */
    @Test
    void large_samples_take_the_asymptotic_distribution() {
        KolmogorovSmirnov large =
                KolmogorovSmirnov.of(values(3000, i -> i / 3000.0), values(2000, i -> i / 2000.0 + 0.04));

        assertThat(large.statistic()).isCloseTo(0.04033333333333333, within(1e-12));
        assertThat(large.pValue()).isCloseTo(0.039205363497262495, within(1e-9));
    }

    @Test
    void equal_samples_are_as_probable_as_can_be() {
        assertThat(KolmogorovSmirnov.of(REFERENCE, REFERENCE).pValue()).isEqualTo(1);
    }

    @Test
    void index_is_that_of_numpy() {
        assertThat(new StabilityIndex(REFERENCE).of(WINDOW)).isCloseTo(0.17956712009008863, within(1e-12));
        double[] many = DriftSamples.sorted(values(120, i -> 2 * Math.sin(i) + 0.01 * i));
        assertThat(new StabilityIndex(many).of(values(90, i -> Math.cos(i) + 0.5)))
                .isCloseTo(2.22135523301311, within(1e-12));
        assertThat(new StabilityIndex(many).critical(90, 1e-5)).isCloseTo(0.7649571559363316, within(1e-9));
        assertThat(new StabilityIndex(REFERENCE).critical(50, 0.01)).isCloseTo(0.5974516861194431, within(1e-9));
    }

    /** scipy.stats.fisher_exact. */
    @Test
    void shares_are_compared_as_fisher_did() {
        assertThat(ShareTest.pValue(4, 200, 20, 200)).isCloseTo(0.0011137241040210983, within(1e-12));
        assertThat(ShareTest.pValue(30, 200, 3, 100)).isCloseTo(0.0013782799888325081, within(1e-12));
        assertThat(ShareTest.pValue(0, 50, 0, 60)).isEqualTo(1);

        DriftComparison shares = test.shares(ones(4, 200), ones(20, 200));
        assertThat(shares.psi()).isCloseTo(0.1274650064003557, within(1e-12));
        assertThat(shares.ks()).isCloseTo(0.08, within(1e-12));
        assertThat(shares.moved()).as("not improbable enough").isFalse();
        assertThat(test.shares(ones(4, 200), ones(32, 200)).moved()).isTrue();
        assertThat(test.shares(ones(200, 20_000), ones(400, 20_000)).moved())
                .as("improbable, and too small to matter")
                .isFalse();
    }

    @Test
    void trifle_in_many_values_is_no_drift() {
        double[] many = values(20_000, i -> i);
        DriftComparison trifle = test.numbers(many, values(20_000, i -> i + 600));

        assertThat(trifle.pValue()).isLessThan(1e-5);
        assertThat(trifle.psi()).isLessThan(0.2);
        assertThat(trifle.moved()).isFalse();
    }

    /** Nothing changes over 10,000 inspections: 197 looks each at 60 lines, 11,820 in all. */
    @Test
    void stable_lines_seldom_warn() {
        int warned = 0;
        for (int seed = 0; seed < 60; seed++) {
            Line line = new Line(seed, SIZE);
            warned += line.firstWarning(10_000, 10_000, 0).isPresent() ? 1 : 0;
        }

        assertThat(warned).isLessThanOrEqualTo(1);
    }

    /** One standard deviation is found within a window, two within half a one. */
    @Test
    void shifts_are_found_soon() {
        assertThat(medianDelay(1, SIZE)).isLessThanOrEqualTo(200);
        assertThat(medianDelay(2, SIZE)).isLessThanOrEqualTo(100);
        assertThat(medianDelay(1, 50)).isLessThanOrEqualTo(250);
    }

    @Test
    void wider_scatter_is_found_though_the_middle_stays() {
        Random random = new Random(5);
        double[] before = values(200, i -> random.nextGaussian());
        double[] after = values(200, i -> 3 * random.nextGaussian());

        assertThat(test.numbers(before, after).moved()).isTrue();
    }

    @Test
    void warning_stays_until_the_difference_is_small() {
        double[] before = values(200, i -> Math.sin(i));
        DriftComparison between = test.numbers(before, values(200, i -> Math.sin(i + 0.5) + 0.2));
        DriftComparison back = test.numbers(before, values(200, i -> Math.sin(i + 0.5) + 0.02));

        assertThat(between.moved()).isFalse();
        assertThat(between.back()).isFalse();
        assertThat(back.back()).isTrue();
    }

    @Test
    void significance_is_one_that_means_something() {
        assertThatThrownBy(() -> new DriftTest(0.05)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double medianDelay(double shift, int reference) {
        double[] delays = IntStream.range(0, 15)
                .mapToDouble(seed -> new Line(1000 + seed, reference)
                        .firstWarning(2_400, 400, shift)
                        .orElse(99_999))
                .sorted()
                .toArray();
        return delays[delays.length / 2];
    }

    /** Values of one line, looked at as the program does. */
    private static final class Line {
        private final Random random;
        private final double[] reference;

        Line(long seed, int references) {
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.reference = values(references, i -> random.nextGaussian());
        }

        /** How many values after the shift came before the warning. */
        OptionalInt firstWarning(int count, int shiftAt, double shift) {
            double[] stream = values(count, i -> random.nextGaussian() + (i >= shiftAt ? shift : 0));
            for (int end = SIZE; end <= count; end += STEP) {
                if (new DriftTest()
                        .numbers(reference, Arrays.copyOfRange(stream, end - SIZE, end))
                        .moved()) {
                    return OptionalInt.of(end - shiftAt);
                }
            }
            return OptionalInt.empty();
        }
    }

    private static double[] ones(int count, int of) {
        return values(of, i -> i < count ? 1 : 0);
    }

    private static double[] values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value::applyAsDouble).toArray();
    }
}
