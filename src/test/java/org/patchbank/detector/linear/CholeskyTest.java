package org.patchbank.detector.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected numbers by NumPy of the covariance of {@link Samples#skewed}. */
class CholeskyTest {
    private final double[][] matrix = Covariance.of(Samples.moments(Samples.skewed(), 6), new Covariance.Rule(0, 0))
            .matrix();

    @Test
    void factor_determinant_and_solution_equal_numpys() {
        Cholesky cholesky = Cholesky.of(matrix);

        assertThat(cholesky.factor()[5])
                .containsExactly(
                        new double[] {-0.09707455, 0.25760661, 0.08516225, 0.37595298, -0.25588724, 2.94538526},
                        within(1e-6));
        assertThat(cholesky.logDeterminant()).isCloseTo(0.6209871121027986, within(1e-6));
        assertThat(cholesky.solve(new double[] {0, 1, 2, 3, 4, 5}))
                .containsExactly(
                        new double[] {0, 0.7267659, 1.00440969, 4.03088391, 11.85854984, 2.12069754}, within(1e-5));
    }

    @Test
    void inverse_solves_too() {
        Cholesky cholesky = Cholesky.of(matrix);
        double[] b = {0, 1, 2, 3, 4, 5};
        double[] y = new double[6];
        for (int r = 0; r < 6; r++) {
            for (int c = 0; c <= r; c++) {
                y[r] += cholesky.inverse()[r][c] * b[c];
            }
        }

        assertThat(y).containsExactly(cholesky.solve(b), within(1e-12));
    }

    @Test
    void matrix_that_is_not_positive_definite_is_refused() {
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 0}, {2, 1}})).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void singular_covariance_is_factored_with_a_little_added() {
        float[] twice = {1, 2, 1, 2, 1, 2};
        Cholesky cholesky = Covariance.of(Samples.moments(twice, 2), new Covariance.Rule(0, 0))
                .factored();

        assertThat(cholesky.logDeterminant()).isFinite();
    }
}
