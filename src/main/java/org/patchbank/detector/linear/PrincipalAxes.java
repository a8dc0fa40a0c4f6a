package org.patchbank.detector.linear;

import java.util.Arrays;

/**
 * The mean of vectors and the axes of their scatter by falling variance (principal component analysis).
 *
 * @param mean [dimension]
 * @param variances along the axes, divided by n - 1, descending; never negative
 * @param axes [dimension, dimension], orthonormal rows
 */
public record PrincipalAxes(float[] mean, double[] variances, double[][] axes) {

    /** @param moments of two vectors at least */
    public static PrincipalAxes of(Moments moments) {
        SymmetricEigen eigen = SymmetricEigen.of(
                Covariance.of(moments, new Covariance.Rule(0, 0)).matrix());
        double[] mean = moments.mean();
        float[] rounded = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            rounded[i] = (float) mean[i];
        }
        return new PrincipalAxes(
                rounded,
                Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray(),
                eigen.vectors());
    }

    public int dimension() {
        return mean.length;
    }

    /**
     * How many leading axes hold a share of the variance.
     *
     * @param share in (0, 1]
     * @return at least 1
     */
    public int rank(double share) {
        double wanted = share * Arrays.stream(variances).sum();
        double sum = 0;
        int rank = 0;
        while (rank < variances.length && (rank == 0 || sum < wanted)) {
            sum += variances[rank++];
        }
        return rank;
    }

    /** The axes from one number to before another. */
    public double[][] axes(int from, int to) {
        return Arrays.copyOfRange(axes, from, to);
    }
}
