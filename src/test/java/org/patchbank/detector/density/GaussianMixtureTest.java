package org.patchbank.detector.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.linear.Samples;
import org.patchbank.platform.Parallel;

/**
 * Expected numbers by scikit-learn 1.9's GaussianMixture(random_state=0) of 90 waves in 2 dimensions, of which each third is
 * shifted by (0, 0), (6, 2) and (-2, 8) in turn.
 */
class GaussianMixtureTest {
    private final float[] rows = clusters();

    private static float[] clusters() {
        float[][] shifts = {{0, 0}, {6, 2}, {-2, 8}};
        float[] rows = Samples.waves(90, 2);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += shifts[i / 2 % 3][i % 2];
        }
        return rows;
    }

    private GaussianMixture fit(int k) {
        try (Parallel parallel = new Parallel(2)) {
            return GaussianMixture.fit(rows, 2, k, 0, parallel);
        }
    }

    @Test
    void weights_and_likelihoods_equal_scikit_learns() {
        GaussianMixture mixture = fit(3);
        List<Integer> order = IntStream.range(0, 3)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        c -> mixture.components().get(c).numbers().get("mean")[0]))
                .toList();

        assertThat(order.stream().mapToDouble(c -> mixture.weights()[c]).toArray())
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-4));
        assertThat(mixture.components().get(order.get(0)).numbers().get("mean"))
                .containsExactly(new float[] {-1.90814737f, 7.95342937f}, within(1e-4f));
        float[] queries = {0, 0, 1.5f, 0.5f, 10, 10};
        assertThat(mixture.logLikelihoods(queries, 0, 3))
                .containsExactly(new float[] {-2.03921855f, -5.78821365f, -71.64140128f}, within(1e-3f));
    }

    @Test
    void criterion_equals_scikit_learns_and_chooses_the_three_clusters() {
        assertThat(fit(1).bic(90)).isCloseTo(955.5750636680215, within(0.01));
        assertThat(fit(2).bic(90)).isCloseTo(731.839847419764, within(0.01));
        assertThat(fit(3).bic(90)).isCloseTo(652.1109463698615, within(0.01));
    }

    @Test
    void distance_is_that_to_the_likeliest_component() {
        GaussianMixture mixture = fit(3);
        float[] centre = mixture.components().get(1).numbers().get("mean");

        assertThat(mixture.squaredDistances(centre, 0, 1)[0]).isCloseTo(0, within(1e-6f));
        assertThat(mixture.squaredDistances(new float[] {10, 10}, 0, 1)[0]).isGreaterThan(100);
    }

    @Test
    void fit_that_goes_on_from_another_keeps_its_components() {
        GaussianMixture mixture = fit(3);
        try (Parallel parallel = new Parallel(2)) {
            assertThat(mixture.refit(rows, parallel).logLikelihood()).isCloseTo(mixture.logLikelihood(), within(2e-3));
        }
    }

    @Test
    void more_components_than_distinct_vectors_stay_finite() {
        try (Parallel parallel = new Parallel(1)) {
            GaussianMixture mixture = GaussianMixture.fit(new float[] {1, 1, 2, 1, 1, 2, 1, 1, 2}, 3, 2, 0, parallel);

            assertThat(mixture.logLikelihoods(new float[] {1, 1, 2}, 0, 1)[0]).isFinite();
        }
    }
}
