package org.patchbank.detector.gaussian;

import org.patchbank.detector.linear.Cholesky;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Moments;

/**
 * The score that a vector would have had, had it not been learned from: exact, by taking it away from the factored covariance
 * instead of factoring anew (Sherman and Morrison 1950).
 *
 * <p>With n vectors of mean m and scatter A, {@code u = x - m} and {@code a = n / (n - 1)}: without x the mean is
 * {@code m - u / (n - 1)}, the scatter {@code A - a u u'} and the covariance {@code (A - a u u') / (n - 2) + r I}. So with
 * {@code B = A + (n - 2) r I} and {@code q = u' B^-1 u} the squared distance of x is {@code (n - 2) a^2 q / (1 - a q)}.
 */
final class LeftOut {
    private final double[] mean;
    private final double[][] inverseFactor;
    private final double logDeterminant;
    private final double ratio;
    private final double divisor;

    /**
     * @param moments of the vectors, the left out ones among them; two at least
     * @param regularisation r, above 0
     */
    LeftOut(Moments moments, double regularisation) {
        double n = moments.count();
        mean = moments.mean();
        ratio = n / (n - 1);
        // Two vectors leave one, which has no scatter to divide.
        divisor = Math.max(1, n - 2);
        double[][] matrix = moments.scatter();
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] += divisor * regularisation;
        }
        Cholesky factored = new Covariance(matrix, 0).factored();
        inverseFactor = factored.inverse();
        logDeterminant = factored.logDeterminant() - matrix.length * Math.log(divisor);
    }

    /** @param vectors holds one of the vectors from {@code offset} on */
    float score(float[] vectors, int offset, GaussianScore score) {
        double q = 0;
        double[] u = new double[mean.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = vectors[offset + i] - mean[i];
        }
        for (double[] row : inverseFactor) {
            double product = 0;
            for (int k = 0; k < row.length; k++) {
                product += row[k] * u[k];
            }
            q += product * product;
        }
        double left = Math.max(1e-12, 1 - ratio * q);
        return score.of((float) (divisor * ratio * ratio * q / left), logDeterminant + Math.log(left), u.length);
    }
}
