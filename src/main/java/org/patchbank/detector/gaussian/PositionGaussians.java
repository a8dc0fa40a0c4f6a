package org.patchbank.detector.gaussian;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.linear.Cholesky;
import org.patchbank.patch.PatchMask;

/** A Gaussian for every position of the grid. Filled position by position, different ones perhaps at once; then read by many. */
final class PositionGaussians {
    private static final String MEANS = "means";
    private static final String LOG_DETERMINANTS = "log_determinants";
    private static final String SCALES = "factor_scales";
    private static final String FACTORS = "inverse_factors";

    private final Reduction reduction;
    /** [positions, dimension]. */
    private final float[] means;
    /** NaN where nothing was learned. */
    private final float[] logDeterminants;

    private final PackedFactors factors;

    PositionGaussians(Reduction reduction, int positions) {
        this.reduction = reduction;
        means = new float[positions * reduction.to()];
        logDeterminants = new float[positions];
        Arrays.fill(logDeterminants, Float.NaN);
        factors = new PackedFactors(positions, reduction.to());
    }

    /** @param state what {@link #state} gave */
    PositionGaussians(DetectorState state) {
        reduction = Reduction.of(state.numbers());
        means = state.numbers(MEANS);
        logDeterminants = state.numbers(LOG_DETERMINANTS);
        factors = PackedFactors.of(reduction.to(), state.bytes(FACTORS), state.numbers(SCALES));
    }

    DetectorState state() {
        Map<String, float[]> numbers = new TreeMap<>(reduction.numbers());
        numbers.put(MEANS, means);
        numbers.put(LOG_DETERMINANTS, logDeterminants);
        numbers.put(SCALES, factors.scales());
        return new DetectorState(Map.of(), numbers, Map.of(FACTORS, factors.bytes()));
    }

    Reduction reduction() {
        return reduction;
    }

    int positions() {
        return logDeterminants.length;
    }

    void set(int position, double[] mean, Cholesky covariance) {
        for (int i = 0; i < mean.length; i++) {
            means[position * mean.length + i] = (float) mean[i];
        }
        logDeterminants[position] = (float) covariance.logDeterminant();
        factors.set(position, covariance.inverse());
    }

    /**
     * Scores some positions; those outside the mask or of which nothing is known get 0.
     *
     * @param reduced embeddings of these positions, one array each; overwritten
     * @param scores filled from {@code from} to before {@code to}
     */
    void score(float[][] reduced, PatchMask inside, int from, int to, GaussianScore score, float[] scores) {
        int dimension = reduction.to();
        float[] spread = new float[factors.spreadSize()];
        float[] scratch = new float[Kernel.SCRATCH];
        for (int position = from; position < to; position++) {
            if (!inside.contains(position) || Float.isNaN(logDeterminants[position])) {
                scores[position] = 0;
                continue;
            }
            float[] row = reduced[position - from];
            int mean = position * dimension;
            for (int i = 0; i < dimension; i++) {
                row[i] -= means[mean + i];
            }
            factors.spread(row, 0, spread);
            float squared = factors.squaredNorm(position, spread, scratch);
            scores[position] = score.of(squared, logDeterminants[position], dimension);
        }
    }
}
