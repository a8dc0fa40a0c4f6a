package org.patchbank.detector.gaussian;

/** What of a Gaussian is the score; higher is more anomalous. */
public enum GaussianScore {
    /** {@code sqrt((x - m)' S^-1 (x - m))}: as far for every Gaussian at the same number of deviations. */
    MAHALANOBIS {
        @Override
        float of(float squared, double logDeterminant, int dimension) {
            return (float) Math.sqrt(squared);
        }
    },
    /** {@code -ln p(x)}: also higher where the Gaussian is wide. */
    NEGATIVE_LOG_LIKELIHOOD {
        @Override
        float of(float squared, double logDeterminant, int dimension) {
            return (float) ((squared + logDeterminant + dimension * Math.log(2 * Math.PI)) / 2);
        }
    };

    /**
     * @param squared squared Mahalanobis distance
     * @param logDeterminant of the covariance
     */
    abstract float of(float squared, double logDeterminant, int dimension);
}
