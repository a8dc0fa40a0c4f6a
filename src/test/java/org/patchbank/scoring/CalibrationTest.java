package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void limit_is_the_kth_smallest_score() {
        Threshold threshold = new Calibration(scores(99)).threshold(0.05);

        assertThat(threshold.value()).isEqualTo(95); // ceil(100 * 0.95)
        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL);
        assertThat(threshold.falseRejectWanted()).isEqualTo(0.05);
        assertThat(threshold.falseRejectPromised()).isCloseTo(0.05, within(1e-12));
        assertThat(threshold.calibrationImages()).isEqualTo(99);
        assertThat(Calibration.advice(threshold)).isEmpty();
    }

    @Test
    void interval_is_that_of_the_beta_distribution() {
        Threshold hundred = new Calibration(scores(99)).threshold(0.05);
        assertBeta(hundred, 5, 95);

        Threshold twoHundred = new Calibration(scores(200)).threshold(0.02);
        assertThat(twoHundred.value()).isEqualTo(197);
        assertThat(twoHundred.falseRejectPromised()).isCloseTo(4 / 201.0, within(1e-12));
        assertBeta(twoHundred, 4, 197);
    }

    @Test
    void too_few_images_give_the_largest_score_and_say_so() {
        Threshold threshold = new Calibration(scores(48)).threshold(0.02);

        assertThat(threshold.value()).isEqualTo(48);
        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL_LARGEST);
        assertThat(threshold.falseRejectPromised()).isCloseTo(1 / 49.0, within(1e-12));
        assertBeta(threshold, 1, 48);
        assertThat(Calibration.advice(threshold))
                .hasValueSatisfying(advice -> assertThat(advice)
                        .contains("48 good images")
                        .contains("2.04 %")
                        .contains("are 49."));
    }

    @Test
    void just_enough_images_need_no_advice() {
        assertThat(Calibration.imagesNeeded(0.02)).isEqualTo(49);
        assertThat(Calibration.imagesNeeded(0.01)).isEqualTo(99);
        assertThat(Calibration.imagesNeeded(0.001)).isEqualTo(999);

        Threshold threshold = new Calibration(scores(49)).threshold(0.02);
        assertThat(threshold.method()).isEqualTo(ThresholdMethod.CONFORMAL);
        assertThat(threshold.value()).isEqualTo(49);
    }

    @Test
    void one_image_is_enough_for_a_threshold() {
        Threshold threshold = new Calibration(new double[] {3}).threshold(0.01);

        assertThat(threshold.value()).isEqualTo(3);
        assertThat(threshold.falseRejectPromised()).isEqualTo(0.5);
    }

    @Test
    void limit_chosen_by_hand_is_judged_by_the_scores_above_it() {
        Calibration calibration = new Calibration(scores(99));

        Threshold threshold = calibration.manual(97.5);
        assertThat(threshold.value()).isEqualTo(97.5);
        assertThat(threshold.method()).isEqualTo(ThresholdMethod.MANUAL);
        assertThat(threshold.falseRejectPromised()).isCloseTo(0.03, within(1e-12));
        assertThat(binomialAtLeast(2, 99, threshold.low())).isCloseTo(0.05, within(1e-9));
        assertThat(1 - binomialAtLeast(3, 99, threshold.high())).isCloseTo(0.05, within(1e-9));

        assertThat(calibration.manual(1000).low()).isZero();
        assertThat(calibration.manual(0).high()).isEqualTo(1);
    }

    @Test
    void realised_rates_fall_into_the_stated_interval() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(coverage(random, 200, 0.02)).isBetween(0.87, 0.93);
        assertThat(coverage(random, 100, 0.05)).isBetween(0.87, 0.93);
        assertThat(coverage(random, 20, 0.01)).isBetween(0.87, 0.93);
    }

    /** Uniform scores: the share of good parts above a limit is one minus the limit. */
    private static double coverage(SplittableRandom random, int images, double wanted) {
        int draws = 4000;
        long inside = IntStream.range(0, draws)
                .mapToObj(draw -> new Calibration(random.doubles(images).toArray()).threshold(wanted))
                .filter(threshold ->
                        1 - threshold.value() >= threshold.low() && 1 - threshold.value() <= threshold.high())
                .count();
        return (double) inside / draws;
    }

    @Test
    void impossible_input_is_refused() {
        assertThatThrownBy(() -> new Calibration(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibration(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        Calibration calibration = new Calibration(scores(3));
        assertThatThrownBy(() -> calibration.threshold(0)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> calibration.threshold(1)).hasMessageContaining("between 0 and 1");
    }

    /** For whole numbers the beta distribution function is a binomial tail. */
    private static void assertBeta(Threshold threshold, int a, int b) {
        assertThat(binomialAtLeast(a, a + b - 1, threshold.low())).isCloseTo(0.05, within(1e-9));
        assertThat(binomialAtLeast(a, a + b - 1, threshold.high())).isCloseTo(0.95, within(1e-9));
    }

    private static double binomialAtLeast(int successes, int trials, double p) {
        double below = 0;
        double term = Math.pow(1 - p, trials);
        for (int i = 0; i < successes; i++) {
            below += term;
            term *= (double) (trials - i) / (i + 1) * p / (1 - p);
        }
        return 1 - below;
    }

    private static double[] scores(int count) {
        return IntStream.rangeClosed(1, count).mapToDouble(i -> count + 1 - i).toArray();
    }
}
