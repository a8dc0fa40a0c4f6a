package org.patchbank.detector.linear;

/**
 * The share of the mean variance to mix into a sample covariance that is expected to bring it closest to the true one in the
 * Frobenius norm (Ledoit and Wolf 2004, "A well-conditioned estimator for large-dimensional covariance matrices").
 *
 * <p>With S the sample covariance divided by n, m = tr(S) / p and squared norms divided by p as in the paper:
 *
 * <pre>
 * delta^2 = |S - m I|^2,   beta^2 = min(delta^2, sum_k |x_k x_k' - S|^2 / n^2),   shrinkage = beta^2 / delta^2
 * </pre>
 *
 * and {@code sum_k |x_k x_k' - S|^2 = sum_k |x_k|^4 - n |S|^2} for centred x, so one pass suffices.
 */
public final class LedoitWolf {
    private LedoitWolf() {}

    /** @return in [0, 1]; 1 where all variances are 0 */
    public static double shrinkage(Moments moments) {
        double n = moments.count();
        int p = moments.dimension();
        double[][] scatter = moments.scatter();
        double squared = 0;
        double trace = 0;
        for (int r = 0; r < p; r++) {
            double below = Vectors.dot(scatter[r], scatter[r], r);
            squared += 2 * below + scatter[r][r] * scatter[r][r];
            trace += scatter[r][r];
        }
        squared /= n * n;
        double mean = trace / n / p;
        double delta = squared - p * mean * mean;
        double beta = (moments.fourthMoment() / n - squared) / n;
        if (delta <= 0) {
            return 1;
        }
        return Math.max(0, Math.min(1, beta / delta));
    }
}
