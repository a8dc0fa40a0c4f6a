package org.patchbank.detector.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.Parallel;
import org.patchbank.testing.Shared;

/** Expected numbers by NumPy 2.4 and scikit-learn 1.9 of {@link Samples#skewed}. */
class MomentsTest {
    private final Moments moments = Samples.moments(Samples.skewed(), 6);

    @Test
    void mean_and_scatter_equal_numpys() {
        assertThat(moments.mean())
                .containsExactly(
                        new double[] {5.12140694, -2.21642921, -0.24687451, 1.06076184, 1.06555108, 8.81284251},
                        within(1e-7));
        double[][] scatter = moments.scatter();
        assertThat(scatter[1][0] / 39).isCloseTo(-0.1706241933685308, within(1e-6));
        assertThat(scatter[5][2] / 39).isCloseTo(0.072644305625187, within(1e-6));
        assertThat(scatter[5][5] / 39).isCloseTo(8.965150473951981, within(1e-5));
        assertThat(moments.fourthMoment()).isCloseTo(12839.439668425432, Percentage.withPercentage(1e-3));
    }

    @Test
    void ledoit_wolf_shrinkage_equals_scikit_learns() {
        Covariance covariance = Covariance.of(moments, Covariance.Rule.ledoitWolf(0));

        assertThat(covariance.shrinkage()).isCloseTo(0.09001015374746836, within(1e-6));
        assertThat(covariance.matrix()[1][0]).isCloseTo(-0.1513846264031318, within(1e-6));
        assertThat(covariance.matrix()[5][2]).isCloseTo(0.0644529409943112, within(1e-6));
        assertThat(covariance.matrix()[5][5]).isCloseTo(8.203522309308143, within(1e-5));
    }

    @Test
    void ledoit_wolf_shrinkage_of_real_embeddings_equals_scikit_learns() throws Exception {
        JsonNode fixture = new ObjectMapper().readTree(Shared.bytes("fixtures/patches.json"));
        Moments bank = Samples.moments(Shared.floats("fixtures/bank_1000x384.f32"), 384);

        assertThat(LedoitWolf.shrinkage(bank))
                .isCloseTo(fixture.get("ledoit_wolf_shrinkage").doubleValue(), within(1e-6));
    }

    @Test
    void sums_do_not_depend_on_blocks_or_threads() {
        float[] rows = Samples.waves(1500, 130);
        Moments inOnePiece = Samples.moments(rows, 130);
        Moments shared = new Moments(Arrays.copyOf(rows, 130));
        try (Parallel parallel = new Parallel(3)) {
            shared.add(rows, 1500, parallel);
        }

        assertThat(shared.scatter()).isDeepEqualTo(inOnePiece.scatter());
        assertThat(shared.fourthMoment()).isEqualTo(inOnePiece.fourthMoment());
    }

    @Test
    void what_is_taken_away_leaves_the_moments_of_the_rest() {
        float[] rows = Samples.skewed();
        Moments all = Samples.moments(rows, 6);
        Moments first = all.empty();
        first.add(rows, 7);
        Moments rest = all.empty();
        rest.add(Arrays.copyOfRange(rows, 42, rows.length), 33);

        Moments left = all.copy().subtract(first);

        assertThat(left.count()).isEqualTo(33);
        assertThat(left.mean()).containsExactly(rest.mean(), within(1e-5));
        for (int r = 0; r < 6; r++) {
            assertThat(left.scatter()[r]).containsExactly(rest.scatter()[r], within(1e-3));
        }
        assertThat(left.fourthMoment()).isCloseTo(rest.fourthMoment(), Percentage.withPercentage(1e-3));
        assertThat(LedoitWolf.shrinkage(left)).isCloseTo(LedoitWolf.shrinkage(rest), within(1e-6));
    }

    @Test
    void sums_about_different_pivots_do_not_mix() {
        assertThatThrownBy(() -> moments.copy().add(new Moments(new float[6])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
