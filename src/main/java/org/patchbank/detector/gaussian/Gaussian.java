package org.patchbank.detector.gaussian;

import java.util.Map;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.detector.linear.Cholesky;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Moments;
import org.patchbank.detector.linear.Triangle;

/**
 * A multivariate Gaussian: {@code -2 ln p(x) = |L^-1 (x - m)|^2 + ln det S + d ln 2 pi} with the covariance {@code S = L L'}. Immutable.
 */
public final class Gaussian {
    private static final String MEAN = "mean";
    private static final String FACTOR = "inverse_factor";
    private static final String LOG_DETERMINANT = "log_determinant";

    private final float[] mean;
    private final double[][] inverseFactor;
    private final double logDeterminant;
    private final AffineMap whitening;

    private Gaussian(float[] mean, double[][] inverseFactor, double logDeterminant) {
        this.mean = mean;
        this.inverseFactor = inverseFactor;
        this.logDeterminant = logDeterminant;
        this.whitening = new AffineMap(mean, inverseFactor);
    }

    /** @param moments of two vectors at least */
    public static Gaussian of(Moments moments, Covariance.Rule rule) {
        return of(moments.mean(), Covariance.of(moments, rule).factored());
    }

    public static Gaussian of(double[] mean, Cholesky covariance) {
        float[] rounded = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            rounded[i] = (float) mean[i];
        }
        return new Gaussian(rounded, covariance.inverse(), covariance.logDeterminant());
    }

    /** @param numbers what {@link #numbers} gave */
    public static Gaussian of(Map<String, float[]> numbers) {
        float[] mean = numbers.get(MEAN);
        return new Gaussian(mean, Triangle.unpack(numbers.get(FACTOR), mean.length), numbers.get(LOG_DETERMINANT)[0]);
    }

    /** All that describes it. */
    public Map<String, float[]> numbers() {
        return Map.of(
                MEAN, mean, FACTOR, Triangle.pack(inverseFactor), LOG_DETERMINANT, new float[] {(float) logDeterminant
                });
    }

    public int dimension() {
        return mean.length;
    }

    public double logDeterminant() {
        return logDeterminant;
    }

    /**
     * Squared Mahalanobis distances.
     *
     * @param values holds [count, dimension] from {@code offset} on
     * @param target filled from {@code targetOffset} on
     */
    public void squaredDistances(float[] values, int offset, int count, float[] target, int targetOffset) {
        float[] white = new float[count * whitening.stride()];
        whitening.apply(values, offset, count, white);
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] = whitening.squaredNorm(white, i);
        }
    }
}
