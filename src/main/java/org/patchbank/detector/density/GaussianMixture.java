package org.patchbank.detector.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.detector.bank.KMeans;
import org.patchbank.detector.gaussian.Gaussian;
import org.patchbank.detector.linear.Cholesky;
import org.patchbank.detector.linear.Moments;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * A mixture of Gaussians with full covariances, fitted by expectation and maximisation (Dempster, Laird and Rubin 1977) from
 * a k-means++ start (Arthur and Vassilvitskii 2007). {@code p(x) = sum_k w_k N(x; m_k, S_k)}. Immutable.
 *
 * @param logLikelihood mean {@code ln p(x)} of the vectors it was fitted to
 */
public record GaussianMixture(double[] weights, List<Gaussian> components, double logLikelihood) {
    /** Added to every variance, so that a component on few vectors stays regular. */
    public static final double REGULARISATION = 1e-6;

    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-3;
    private static final int ROWS_AT_ONCE = 256;

    /**
     * Fits a mixture.
     *
     * @param rows [count, dimension]
     * @param k components, at most count; fewer are found if fewer vectors differ
     */
    public static GaussianMixture fit(float[] rows, int dimension, int k, long seed, Parallel parallel) {
        int count = rows.length / dimension;
        int[][] clusters = new KMeans(
                        EmbeddingTable.of(rows, dimension),
                        IntStream.range(0, count).toArray(),
                        parallel)
                .run(k, seed, share -> {})
                .members();
        float[][] shares = new float[clusters.length][count];
        for (int c = 0; c < clusters.length; c++) {
            for (int row : clusters[c]) {
                shares[c][row] = 1;
            }
        }
        return fit(rows, dimension, shares, parallel);
    }

    /** Goes on from a mixture that was fitted to much the same vectors. */
    public GaussianMixture refit(float[] rows, Parallel parallel) {
        int dimension = components.get(0).dimension();
        float[][] shares = new float[weights.length][rows.length / dimension];
        expect(rows, shares, parallel);
        return fit(rows, dimension, shares, parallel);
    }

    /** @param shares for each component the share it has in each vector; overwritten */
    private static GaussianMixture fit(float[] rows, int dimension, float[][] shares, Parallel parallel) {
        double before = Double.NEGATIVE_INFINITY;
        GaussianMixture mixture = null;
        for (int i = 0; i < ITERATIONS; i++) {
            mixture = maximise(rows, dimension, shares, parallel);
            double now = mixture.expect(rows, shares, parallel);
            mixture = new GaussianMixture(mixture.weights, mixture.components, now);
            if (Math.abs(now - before) < TOLERANCE) {
                break;
            }
            before = now;
        }
        return mixture;
    }

    /** The Gaussians of largest likelihood where the components' shares are known. */
    private static GaussianMixture maximise(float[] rows, int dimension, float[][] shares, Parallel parallel) {
        double[] weights = new double[shares.length];
        List<Gaussian> components = new ArrayList<>();
        for (int c = 0; c < shares.length; c++) {
            double sum = 10 * Math.ulp(1.0);
            double[] mean = new double[dimension];
            for (int i = 0; i < shares[c].length; i++) {
                float share = shares[c][i];
                sum += share;
                for (int k = 0; k < dimension && share > 0; k++) {
                    mean[k] += (double) share * rows[i * dimension + k];
                }
            }
            for (int k = 0; k < dimension; k++) {
                mean[k] /= sum;
            }
            weights[c] = sum / shares[c].length;
            components.add(Gaussian.of(mean, covariance(rows, shares[c], mean, sum, parallel)));
        }
        double total = Arrays.stream(weights).sum();
        return new GaussianMixture(
                Arrays.stream(weights).map(weight -> weight / total).toArray(), components, Double.NaN);
    }

    private static Cholesky covariance(float[] rows, float[] shares, double[] mean, double sum, Parallel parallel) {
        int dimension = mean.length;
        Moments moments = new Moments(new float[dimension]);
        float[] weighted = new float[Moments.ROWS * dimension];
        int filled = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                double root = Math.sqrt(shares[i]);
                for (int k = 0; k < dimension; k++) {
                    weighted[filled * dimension + k] = (float) (root * (rows[i * dimension + k] - mean[k]));
                }
                filled++;
            }
            if (filled == Moments.ROWS || i == shares.length - 1) {
                moments.add(weighted, filled, parallel);
                filled = 0;
            }
        }
        double[][] covariance = moments.products();
        for (int r = 0; r < dimension; r++) {
            for (int c = 0; c <= r; c++) {
                covariance[r][c] /= sum;
            }
            covariance[r][r] += REGULARISATION;
        }
        return Cholesky.of(covariance);
    }

    /**
     * The components' shares in each vector.
     *
     * @return mean {@code ln p(x)}
     */
    private double expect(float[] rows, float[][] shares, Parallel parallel) {
        int dimension = components.get(0).dimension();
        int count = rows.length / dimension;
        float[] logs = new float[count];
        parallel.forEach((count + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE, block -> {
            int from = block * ROWS_AT_ONCE;
            int size = Math.min(ROWS_AT_ONCE, count - from);
            float[][] joint = logJoint(rows, from * dimension, size);
            for (int i = 0; i < size; i++) {
                double sum = logSum(joint, i);
                logs[from + i] = (float) sum;
                for (int c = 0; c < shares.length; c++) {
                    shares[c][from + i] = (float) Math.exp(joint[c][i] - sum);
                }
            }
        });
        double sum = 0;
        for (float log : logs) {
            sum += log;
        }
        return sum / count;
    }

    /**
     * {@code ln w_k + ln N(x; m_k, S_k)} for each component and vector.
     *
     * @param rows holds [count, dimension] from {@code offset} on
     */
    private float[][] logJoint(float[] rows, int offset, int count) {
        float[][] joint = new float[weights.length][count];
        for (int c = 0; c < weights.length; c++) {
            Gaussian component = components.get(c);
            component.squaredDistances(rows, offset, count, joint[c], 0);
            double constant = Math.log(weights[c])
                    - (component.logDeterminant() + component.dimension() * Math.log(2 * Math.PI)) / 2;
            for (int i = 0; i < count; i++) {
                joint[c][i] = (float) (constant - joint[c][i] / 2);
            }
        }
        return joint;
    }

    private static double logSum(float[][] joint, int i) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float[] component : joint) {
            largest = Math.max(largest, component[i]);
        }
        double sum = 0;
        for (float[] component : joint) {
            sum += Math.exp(component[i] - largest);
        }
        return largest + Math.log(sum);
    }

    /**
     * {@code ln p(x)}.
     *
     * @param rows holds [count, dimension] from {@code offset} on
     */
    public float[] logLikelihoods(float[] rows, int offset, int count) {
        float[][] joint = logJoint(rows, offset, count);
        float[] logs = new float[count];
        for (int i = 0; i < count; i++) {
            logs[i] = (float) logSum(joint, i);
        }
        return logs;
    }

    /**
     * Squared Mahalanobis distances to the component that most likely made the vector.
     *
     * @param rows holds [count, dimension] from {@code offset} on
     */
    public float[] squaredDistances(float[] rows, int offset, int count) {
        float[][] joint = logJoint(rows, offset, count);
        float[] best = new float[count];
        float[] squared = new float[count];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        float[] distances = new float[count];
        for (int c = 0; c < joint.length; c++) {
            components.get(c).squaredDistances(rows, offset, count, distances, 0);
            for (int i = 0; i < count; i++) {
                if (joint[c][i] > best[i]) {
                    best[i] = joint[c][i];
                    squared[i] = distances[i];
                }
            }
        }
        return squared;
    }

    /**
     * The Bayesian information criterion (Schwarz 1978): {@code p ln n - 2 ln L}, p the number of free parameters. The lower,
     * the better.
     *
     * @param count vectors that it was fitted to
     */
    public double bic(int count) {
        double d = components.get(0).dimension();
        double parameters = weights.length * (d * (d + 1) / 2 + d) + weights.length - 1;
        return parameters * Math.log(count) - 2 * logLikelihood * count;
    }
}
