package org.patchbank.detector.linear;

/**
 * A covariance matrix estimated from {@link Moments}: {@code (1 - s) S + s m I + r I} with S the sample covariance, m its mean
 * variance, s the shrinkage and r the regularisation.
 *
 * @param matrix [dimension, dimension]; only the lower triangle is filled
 * @param shrinkage s, in [0, 1]
 */
public record Covariance(double[][] matrix, double shrinkage) {

    /**
     * How to estimate.
     *
     * @param shrinkage share of the mean variance that is mixed in, in [0, 1]; negative for the best share by Ledoit and Wolf
     * @param regularisation added to every variance
     */
    public record Rule(double shrinkage, double regularisation) {
        private static final double BEST = -1;

        public static Rule ledoitWolf(double regularisation) {
            return new Rule(BEST, regularisation);
        }

        public boolean isLedoitWolf() {
            return shrinkage < 0;
        }
    }

    /**
     * Estimates. S is divided by n where Ledoit and Wolf's shrinkage is asked for, as they do, and by n - 1 otherwise.
     *
     * @param moments of two vectors at least
     */
    public static Covariance of(Moments moments, Rule rule) {
        double[][] matrix = moments.scatter();
        double shrinkage = rule.shrinkage();
        double divisor = moments.count() - 1.0;
        if (rule.isLedoitWolf()) {
            shrinkage = LedoitWolf.shrinkage(moments);
            divisor = moments.count();
        }
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        double added = shrinkage * trace / divisor / matrix.length + rule.regularisation();
        for (int i = 0; i < matrix.length; i++) {
            Vectors.scale(matrix[i], (1 - shrinkage) / divisor);
            matrix[i][i] += added;
        }
        return new Covariance(matrix, shrinkage);
    }

    /** Factors it; where it is singular to working precision, with as little added to the variances as makes it regular. */
    public Cholesky factored() {
        double largest = 0;
        for (int i = 0; i < matrix.length; i++) {
            largest = Math.max(largest, matrix[i][i]);
        }
        double added = largest == 0 ? 1e-12 : largest * 1e-12;
        while (true) {
            try {
                return Cholesky.of(matrix);
            } catch (ArithmeticException singular) {
                for (int i = 0; i < matrix.length; i++) {
                    matrix[i][i] += added;
                }
                added *= 10;
            }
        }
    }
}
