package org.patchbank.detector.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected numbers by {@code numpy.linalg.eigh} of the covariance of {@link Samples#skewed}. */
class SymmetricEigenTest {
    @Test
    void values_and_vectors_equal_numpys() {
        double[][] matrix = Covariance.of(Samples.moments(Samples.skewed(), 6), new Covariance.Rule(0, 0))
                .matrix();

        SymmetricEigen eigen = SymmetricEigen.of(matrix);

        assertThat(eigen.values())
                .containsExactly(
                        new double[] {8.99873853, 5.12256757, 1.90066068, 0.57117216, 0.34066367, 0.10915019},
                        within(5e-6));
        assertThat(eigen.vectors()[0])
                .containsExactly(
                        new double[] {-0.00774406, 0.05410183, 0.0126112, 0.03602104, -0.01049244, 0.99772059},
                        within(5e-6));
        assertThat(eigen.vectors()[5])
                .containsExactly(
                        new double[] {-0.09913013, 0.02024505, 0.002188, -0.0317375, 0.99431236, 0.00970755},
                        within(5e-6));
    }

    @Test
    void large_matrix_of_low_rank_is_put_together_again() {
        int n = 150;
        Moments moments = Samples.moments(Samples.waves(40, n), n);
        double[][] matrix = moments.scatter();

        SymmetricEigen eigen = SymmetricEigen.of(matrix);

        assertThat(eigen.values()[39]).isCloseTo(0, within(1e-4));
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                double sum = 0;
                double product = 0;
                for (int i = 0; i < n; i++) {
                    sum += eigen.values()[i] * eigen.vectors()[i][r] * eigen.vectors()[i][c];
                    product += eigen.vectors()[r][i] * eigen.vectors()[c][i];
                }
                assertThat(sum).isCloseTo(matrix[r][c], within(1e-10));
                assertThat(product).isCloseTo(r == c ? 1 : 0, within(1e-12));
            }
        }
    }

    @Test
    void matrices_without_anything_beside_the_diagonal() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 0, 0}, {0, 5, 0}, {0, 0, 5}});

        assertThat(eigen.values()).containsExactly(5, 5, 2);
        assertThat(SymmetricEigen.of(new double[][] {{3}}).vectors()[0]).containsExactly(1);
    }
}
