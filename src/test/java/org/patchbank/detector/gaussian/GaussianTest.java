package org.patchbank.detector.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Samples;
import org.patchbank.testing.Shared;

class GaussianTest {
    @Test
    void scores_equal_those_computed_independently() throws Exception {
        JsonNode fixture = new ObjectMapper().readTree(Shared.bytes("fixtures/patches.json"));
        float[] patches = Shared.floats("fixtures/patches_784x384.f32");
        Gaussian gaussian = Gaussian.of(
                Samples.moments(Shared.floats("fixtures/bank_1000x384.f32"), 384), new Covariance.Rule(0.1, 0));
        float[] squared = new float[784];

        gaussian.squaredDistances(patches, 0, 784, squared, 0);

        for (int patch = 0; patch < 784; patch++) {
            assertThat((double) GaussianScore.MAHALANOBIS.of(squared[patch], gaussian.logDeterminant(), 384))
                    .isCloseTo(fixture.get("gaussian_mahalanobis").get(patch).doubleValue(), within(1e-3));
            assertThat((double)
                            GaussianScore.NEGATIVE_LOG_LIKELIHOOD.of(squared[patch], gaussian.logDeterminant(), 384))
                    .isCloseTo(
                            -fixture.get("gaussian_log_likelihood").get(patch).doubleValue(), within(0.1));
        }
    }

    @Test
    void numbers_describe_all_of_it() {
        Gaussian gaussian = Gaussian.of(Samples.moments(Samples.skewed(), 6), Covariance.Rule.ledoitWolf(0));
        Gaussian again = Gaussian.of(gaussian.numbers());
        float[] expected = new float[40];
        float[] actual = new float[40];

        gaussian.squaredDistances(Samples.skewed(), 0, 40, expected, 0);
        again.squaredDistances(Samples.skewed(), 0, 40, actual, 0);

        assertThat(actual).isEqualTo(expected);
        assertThat(again.logDeterminant()).isCloseTo(gaussian.logDeterminant(), within(1e-6));
    }
}
