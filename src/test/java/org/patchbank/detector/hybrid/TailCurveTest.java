package org.patchbank.detector.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailCurveTest {
    private static float[] exponential(int count) {
        Random random = new Random(7);
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = (float) (2 - 0.5 * Math.log(1 - random.nextDouble()));
        }
        return scores;
    }

    /** Scores with {@code p(x) = exp(-(x - 2) / 0.5)} have the rarity {@code (x - 2) / 0.5}, also where none was seen. */
    @Test
    void rarity_is_minus_the_logarithm_of_the_tail() {
        TailCurve curve = TailCurve.of(exponential(100_000));

        for (float rarity = 0.1f; rarity < 4; rarity += 0.1f) {
            assertThat(curve.rarity(2 + 0.5f * rarity)).isCloseTo(rarity, within(0.05f));
        }
        assertThat(curve.rarity(2 + 0.5f * 20)).isCloseTo(20, within(1.5f));
    }

    @Test
    void rarity_grows_with_the_score() {
        TailCurve curve = TailCurve.of(exponential(300));
        float before = curve.rarity(0);

        assertThat(before).isZero();
        for (float score = 2.01f; score < 9; score += 0.01f) {
            assertThat(curve.rarity(score)).isGreaterThanOrEqualTo(before);
            before = curve.rarity(score);
        }
        assertThat(curve.rarity(1e6f)).isFinite();
    }

    @Test
    void few_scores_and_equal_scores_do() {
        TailCurve one = TailCurve.of(new float[] {3});
        TailCurve equal = TailCurve.of(new float[] {3, 3, 3, 3});

        assertThat(one.rarity(2)).isZero();
        assertThat(one.rarity(4)).isGreaterThan(one.rarity(3));
        assertThat(equal.rarity(4)).isGreaterThan(equal.rarity(3));
    }

    @Test
    void numbers_describe_all_of_it() {
        TailCurve curve = TailCurve.of(exponential(1000));
        TailCurve again = TailCurve.ofNumbers(curve.numbers());

        for (float score = 1; score < 9; score += 0.1f) {
            assertThat(again.rarity(score)).isEqualTo(curve.rarity(score));
        }
    }
}
