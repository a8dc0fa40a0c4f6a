package org.patchbank.detector.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffineMapTest {
    @Test
    void rows_of_any_length_and_any_number_of_vectors() {
        int dimension = 70;
        float[] values = Samples.waves(6, dimension);
        float[] shift = Samples.waves(1, dimension);
        double[][] matrix = new double[67][];
        for (int r = 0; r < matrix.length; r++) {
            matrix[r] = new double[r + 1];
            for (int k = 0; k <= r; k++) {
                matrix[r][k] = Math.cos(r * 3.0 + k * k);
            }
        }
        AffineMap map = new AffineMap(shift, matrix);
        float[] target = new float[5 * map.stride()];

        map.apply(values, dimension, 5, target);

        assertThat(map.stride()).isEqualTo(128);
        for (int q = 0; q < 5; q++) {
            double norm = 0;
            for (int r = 0; r < matrix.length; r++) {
                double expected = 0;
                for (int k = 0; k <= r; k++) {
                    expected += matrix[r][k] * (values[(q + 1) * dimension + k] - shift[k]);
                }
                norm += expected * expected;
                assertThat((double) target[q * map.stride() + r]).isCloseTo(expected, within(1e-4));
            }
            assertThat((double) map.squaredNorm(target, q)).isCloseTo(norm, within(1e-3));
        }
    }
}
