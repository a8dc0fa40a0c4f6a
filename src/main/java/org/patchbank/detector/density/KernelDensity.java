package org.patchbank.detector.density;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;

/**
 * Kernel density estimate with Gaussian kernels (Rosenblatt 1956, Parzen 1962): {@code p(x) = mean_i N(x; x_i, h^2 I)}, for vectors
 * whose covariance is the unit matrix (DFKDE of anomalib does the same to pooled features). Immutable.
 */
public final class KernelDensity {
    /** Kernels this far in the logarithm below the nearest one are left out: all of them together add less than 1e-6. */
    private static final float NEGLIGIBLE = 23;

    private final int dimension;
    private final int size;
    private final double bandwidth;
    private final float[][] panels;
    private final Kernel kernel = Kernels.best();

    /** How wide the kernels are. */
    public enum Bandwidth {
        /** {@code n^(-1 / (d + 4))} (Scott 1992). */
        SCOTT {
            @Override
            public double of(int count, int dimension) {
                return Math.pow(count, -1.0 / (dimension + 4));
            }
        },
        /** {@code (n (d + 2) / 4)^(-1 / (d + 4))} (Silverman 1986). */
        SILVERMAN {
            @Override
            public double of(int count, int dimension) {
                return Math.pow(count * (dimension + 2) / 4.0, -1.0 / (dimension + 4));
            }
        };

        /** @return h, in standard deviations of the data */
        public abstract double of(int count, int dimension);
    }

    /**
     * @param points [size, dimension]
     * @param bandwidth h, above 0
     */
    public KernelDensity(float[] points, int dimension, double bandwidth) {
        this.dimension = dimension;
        this.size = points.length / dimension;
        this.bandwidth = bandwidth;
        panels = new float[(size + PANEL - 1) / PANEL][PANEL * (dimension + 1)];
        for (float[] panel : panels) {
            java.util.Arrays.fill(panel, 0, PANEL, Float.NEGATIVE_INFINITY);
        }
        for (int i = 0; i < size; i++) {
            float[] panel = panels[i / PANEL];
            double norm = 0;
            for (int k = 0; k < dimension; k++) {
                float scaled = (float) (points[i * dimension + k] / bandwidth);
                panel[PANEL * (k + 1) + i % PANEL] = scaled;
                norm += (double) scaled * scaled;
            }
            panel[i % PANEL] = (float) (-norm / 2);
        }
    }

    public int dimension() {
        return dimension;
    }

    /**
     * {@code ln p(x)}.
     *
     * @param rows holds [count, dimension] from {@code offset} on
     */
    public float[] logDensities(float[] rows, int offset, int count) {
        float[] logs = new float[count];
        double constant = -Math.log(size) - dimension * (Math.log(2 * Math.PI) / 2 + Math.log(bandwidth));
        float[] queries = new float[TILE * dimension];
        float[] products = new float[TILE * PANEL];
        float[][] exponents = new float[TILE][panels.length * PANEL];
        for (int from = 0; from < count; from += TILE) {
            int some = Math.min(TILE, count - from);
            for (int i = 0; i < some * dimension; i++) {
                queries[i] = (float) (rows[offset + from * dimension + i] / bandwidth);
            }
            for (int p = 0; p < panels.length; p++) {
                kernel.tile(queries, 0, dimension, dimension, panels[p], 0, products);
                for (int q = 0; q < some; q++) {
                    System.arraycopy(products, q * PANEL, exponents[q], p * PANEL, PANEL);
                }
            }
            for (int q = 0; q < some; q++) {
                double norm = 0;
                for (int k = 0; k < dimension; k++) {
                    norm += (double) queries[q * dimension + k] * queries[q * dimension + k];
                }
                logs[from + q] = (float) (constant + logSum(exponents[q]) - norm / 2);
            }
        }
        return logs;
    }

    private static double logSum(float[] exponents) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float exponent : exponents) {
            largest = Math.max(largest, exponent);
        }
        double sum = 0;
        for (float exponent : exponents) {
            if (exponent > largest - NEGLIGIBLE) {
                sum += Math.exp(exponent - largest);
            }
        }
        return largest + Math.log(sum);
    }
}
