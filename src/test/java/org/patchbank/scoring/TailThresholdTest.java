package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailThresholdTest {
    /**
     * 200 scores at the quantiles (i - 0.5) / 200 of genpareto(shape, scale), 0.1 % wanted. Expected, with scipy 1.17 and numpy: the
     * 43 largest less the 157th, their probability-weighted moments, genpareto(shape, scale=scale).isf(0.001 * 201 / 44).
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 6.99319291922708, 6.907755278982137",
        "0.25, 2, 35.70887535660284, 36.98730601522792",
        "-0.25, 1, 3.3435722731120765, 3.2886882359844307",
    })
    void limit_is_the_quantile_of_the_fitted_tail(double shape, double scale, double expected, double truth) {
        ParetoTail tail = new ParetoTail(shape, scale);
        double[] scores = IntStream.range(0, 200)
                .mapToDouble(i -> tail.exceededBy(1 - (i + 0.5) / 200))
                .toArray();

        Threshold threshold = new Calibration(scores).threshold(0.001, true);

        assertThat(threshold.value()).isCloseTo(expected, within(1e-8));
        assertThat(threshold.value()).isCloseTo(truth, within(0.04 * truth));
        assertThat(threshold.method()).isEqualTo(ThresholdMethod.PARETO_TAIL);
        assertThat(threshold.extrapolated()).isTrue();
        assertThat(threshold.falseRejectWanted()).isEqualTo(0.001);
        assertThat(threshold.calibrationImages()).isEqualTo(200);
        assertThat(threshold.low()).isLessThan(0.001);
        assertThat(threshold.high()).isGreaterThan(0.001);
        assertThat(threshold.falseRejectPromised()).isBetween(threshold.low(), threshold.high());
    }

    /** The realised rate of a limit is known in closed form here. */
    @ParameterizedTest
    @CsvSource({"0, 200, 0.001", "0.2, 200, 0.001", "-0.3, 200, 0.001", "0, 50, 0.005", "0, 400, 0.0005"})
    void realised_rates_fall_into_the_stated_interval_and_average_to_the_promised(
            double shape, int images, double wanted) {
        ParetoTail truth = new ParetoTail(shape, 1);
        SplittableRandom random = new SplittableRandom(11);
        int draws = 200;
        int inside = 0;
        int above = 0;
        double realised = 0;
        double promised = 0;
        for (int draw = 0; draw < draws; draw++) {
            double[] scores = random.doubles(images)
                    .map(uniform -> truth.exceededBy(1 - uniform))
                    .toArray();
            Threshold threshold = new Calibration(scores).threshold(wanted, true);
            double rate = truth.shareAbove(threshold.value());
            inside += rate >= threshold.low() && rate <= threshold.high() ? 1 : 0;
            above += rate > threshold.high() ? 1 : 0;
            realised += rate / draws;
            promised += threshold.falseRejectPromised() / draws;
        }

        assertThat((double) inside / draws).isGreaterThanOrEqualTo(0.85);
        assertThat((double) above / draws).isLessThanOrEqualTo(0.1);
        assertThat(promised / realised).isBetween(0.7, 1.4);
    }

    @Test
    void extrapolated_limits_lie_beyond_the_largest_score_and_rise_as_the_rate_falls() {
        double[] scores = scores(100, 5);
        Calibration calibration = new Calibration(scores);
        double largest = Arrays.stream(scores).max().orElseThrow();

        double former = largest;
        for (double wanted : new double[] {0.009, 0.005, 0.002, 0.001, 0.0001}) {
            double value = calibration.threshold(wanted, true).value();
            assertThat(value).isGreaterThanOrEqualTo(former);
            former = value;
        }
        assertThat(former).isGreaterThan(largest);
    }

    @Test
    void the_same_scores_give_the_same_threshold_and_their_unit_does_not_matter() {
        double[] scores = scores(120, 6);
        Threshold threshold = new Calibration(scores).threshold(0.001, true);

        assertThat(new Calibration(scores).threshold(0.001, true)).isEqualTo(threshold);
        Threshold scaled =
                new Calibration(Arrays.stream(scores).map(score -> 8 * score).toArray()).threshold(0.001, true);
        assertThat(scaled.value()).isCloseTo(8 * threshold.value(), within(1e-9));
        assertThat(scaled.high()).isCloseTo(threshold.high(), within(1e-9));
    }

    @Test
    void rate_that_the_images_reach_is_not_extrapolated() {
        Calibration calibration = new Calibration(scores(99, 1));

        Threshold threshold = calibration.threshold(0.01, true);

        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL);
        assertThat(threshold.extrapolated()).isFalse();
        assertThat(threshold.value()).isEqualTo(calibration.threshold(0.01).value());
    }

    @Test
    void nothing_is_extrapolated_unasked_and_the_advice_names_the_way() {
        Threshold threshold = new Calibration(scores(60, 1)).threshold(0.01);

        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL_LARGEST);
        assertThat(Calibration.advice(threshold))
                .hasValueSatisfying(
                        advice -> assertThat(advice).contains("there are 99.").contains("(extrapolate)"));
    }

    @Test
    void fewer_than_50_scores_have_no_tail_and_the_advice_says_so() {
        Threshold threshold = new Calibration(scores(49, 1)).threshold(0.001, true);

        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL_LARGEST);
        assertThat(Calibration.advice(threshold))
                .hasValueSatisfying(advice -> assertThat(advice).contains("not extrapolated: that takes 50 at least"));
        assertThat(new Calibration(scores(50, 1)).threshold(0.001, true).extrapolated())
                .isTrue();
    }

    @Test
    void equal_scores_have_no_tail_and_the_advice_says_so() {
        double[] equal = new double[80];
        Arrays.fill(equal, 2.5);

        Threshold threshold = new Calibration(equal).threshold(0.001, true);

        assertThat(threshold.value()).isEqualTo(2.5);
        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL_LARGEST);
        assertThat(Calibration.advice(threshold))
                .hasValueSatisfying(advice -> assertThat(advice).contains("largest scores are equal"));
    }

    @Test
    void advice_calls_an_extrapolation_by_its_name() {
        Threshold threshold = new Calibration(scores(100, 2)).threshold(0.001, true);

        assertThat(Calibration.advice(threshold))
                .hasValueSatisfying(advice ->
                        assertThat(advice).contains("extrapolation", "100 good images", "0.100 %", "there are 999"));
    }

    private static double[] scores(int count, long seed) {
        return new SplittableRandom(seed)
                .doubles(count)
                .map(uniform -> 3 - Math.log(1 - uniform))
                .toArray();
    }
}
