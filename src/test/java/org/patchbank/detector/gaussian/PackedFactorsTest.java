package org.patchbank.detector.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Samples;

class PackedFactorsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 30, 100})
    void distances_are_those_of_the_whole_numbers_to_a_thousandth(int dimension) {
        int positions = 3;
        PackedFactors factors = new PackedFactors(positions, dimension);
        double[][][] inverses = new double[positions][][];
        for (int p = 0; p < positions; p++) {
            float[] rows = Arrays.copyOfRange(Samples.waves(300, dimension), p * dimension, 300 * dimension);
            inverses[p] = Covariance.of(Samples.moments(rows, dimension), new Covariance.Rule(0, 0.01))
                    .factored()
                    .inverse();
            factors.set(p, inverses[p]);
        }
        PackedFactors again = PackedFactors.of(dimension, factors.bytes(), factors.scales());
        float[] vector = Samples.waves(1, dimension);
        float[] spread = new float[again.spreadSize()];
        again.spread(vector, 0, spread);

        for (int p = 0; p < positions; p++) {
            double expected = 0;
            for (double[] row : inverses[p]) {
                double product = 0;
                for (int k = 0; k < row.length; k++) {
                    product += row[k] * vector[k];
                }
                expected += product * product;
            }
            assertThat((double) again.squaredNorm(p, spread, new float[Kernel.SCRATCH]))
                    .isCloseTo(expected, withinPercentage(0.1));
        }
    }
}
