package org.patchbank.detector.linear;

/**
 * The factor L of a symmetric positive definite matrix, {@code A = L L'}, L lower triangular. Immutable.
 *
 * <p>{@code |L^-1 u|^2 = u' A^-1 u}, so a Mahalanobis distance is one triangular product with {@link #inverse}.
 */
public final class Cholesky {
    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /**
     * @param matrix [n, n]; only the lower triangle is read
     * @throws ArithmeticException if it is not positive definite
     */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][];
        for (int r = 0; r < n; r++) {
            double[] row = new double[r + 1];
            for (int c = 0; c < r; c++) {
                row[c] = (matrix[r][c] - Vectors.dot(row, factor[c], c)) / factor[c][c];
            }
            double pivot = matrix[r][r] - Vectors.dot(row, row, r);
            if (!(pivot > 0)) {
                throw new ArithmeticException("not positive definite at row " + r + " of " + n);
            }
            row[r] = Math.sqrt(pivot);
            factor[r] = row;
        }
        return new Cholesky(factor);
    }

    /** L, row r of length r + 1; read only by convention. */
    public double[][] factor() {
        return factor;
    }

    /** The logarithm of the matrix's determinant. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            sum += Math.log(factor[i][i]);
        }
        return 2 * sum;
    }

    /** {@code L^-1}, lower triangular, row r of length r + 1. */
    public double[][] inverse() {
        int n = factor.length;
        double[][] inverse = new double[n][];
        for (int r = 0; r < n; r++) {
            double[] row = new double[r + 1];
            for (int k = 0; k < r; k++) {
                Vectors.addScaled(row, inverse[k], -factor[r][k], k + 1);
            }
            row[r] = 1;
            Vectors.scale(row, 1 / factor[r][r]);
            inverse[r] = row;
        }
        return inverse;
    }

    /** Solves {@code L y = b}. */
    public double[] solve(double[] b) {
        double[] y = new double[b.length];
        for (int r = 0; r < y.length; r++) {
            y[r] = (b[r] - Vectors.dot(factor[r], y, r)) / factor[r][r];
        }
        return y;
    }
}
