package org.patchbank.detector.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.patchbank.detector.linear.Samples;

/** Expected numbers by SciPy 1.17 and scikit-learn 1.9 of 50 waves in 3 dimensions. */
class KernelDensityTest {
    private static float[] queries() {
        float[] queries = Samples.waves(4, 3);
        for (int i = 0; i < queries.length; i++) {
            queries[i] *= 2;
        }
        return queries;
    }

    @Test
    void densities_equal_scikit_learns() {
        KernelDensity density = new KernelDensity(Samples.waves(50, 3), 3, 0.4);

        assertThat(density.logDensities(queries(), 0, 4))
                .containsExactly(new float[] {-6.78580688f, -6.00392247f, -10.21252623f, -6.85410059f}, within(1e-4f));
    }

    @Test
    void bandwidths_equal_scipys() {
        assertThat(KernelDensity.Bandwidth.SCOTT.of(50, 3)).isCloseTo(0.5718603679678214, within(1e-12));
        assertThat(KernelDensity.Bandwidth.SILVERMAN.of(50, 3)).isCloseTo(0.5539182980610753, within(1e-12));
    }

    @Test
    void vector_far_from_all_has_a_finite_logarithm() {
        KernelDensity density = new KernelDensity(Samples.waves(70, 3), 3, 0.1);

        assertThat(density.logDensities(new float[] {1000, 1000, 1000}, 0, 1)[0])
                .isFinite()
                .isLessThan(-1e6f);
    }
}
