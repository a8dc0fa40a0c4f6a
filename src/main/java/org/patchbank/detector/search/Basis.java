package org.patchbank.detector.search;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import java.util.Random;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.embedding.EmbeddingTable;

/**
 * Orthonormal directions close to the leading principal axes of a table, by subspace iteration on the covariance of a
 * sample. Closeness only buys speed: any orthonormal directions give valid bounds.
 */
public final class Basis {
    private static final int SAMPLE = 4096;
    private static final int ITERATIONS = 6;

    private final int dimension;
    private final float[] mean;
    private final double meanNorm;
    private final AffineMap coordinates;

    private Basis(float[] mean, double[][] directions) {
        this.dimension = mean.length;
        this.mean = mean;
        this.coordinates = new AffineMap(mean, directions);
        double sum = 0;
        for (float value : mean) {
            sum += (double) value * value;
        }
        this.meanNorm = Math.sqrt(sum);
    }

    /** @param wanted how many directions; fewer where the table has fewer dimensions */
    public static Basis of(EmbeddingTable table, int wanted) {
        int dimension = table.dimension();
        int stride = Math.max(1, table.rows() / SAMPLE);
        int samples = (table.rows() + stride - 1) / stride;
        float[] mean = mean(table, stride, samples);
        double[][] covariance = covariance(table, stride, samples, mean);
        double[][] directions = new double[Math.min(wanted, dimension)][dimension];
        Random random = new Random(1);
        for (double[] direction : directions) {
            java.util.Arrays.setAll(direction, i -> random.nextGaussian());
        }
        orthonormalise(directions, random);
        for (int i = 0; i < ITERATIONS; i++) {
            directions = multiply(directions, covariance);
            orthonormalise(directions, random);
        }
        return new Basis(mean, directions);
    }

    int size() {
        return coordinates.rows();
    }

    int dimension() {
        return dimension;
    }

    /** Length of the mean, which tells how much precision centring costs. */
    double meanNorm() {
        return meanNorm;
    }

    /** Gives rows as coordinates along the directions, from the mean. */
    AffineMap coordinates() {
        return coordinates;
    }

    /** Squared distance of a row from the mean. */
    float squaredNorm(Kernel kernel, float[] row, int offset, float[] scratch) {
        return kernel.squaredDistance(row, offset, mean, 0, dimension, scratch);
    }

    private static float[] mean(EmbeddingTable table, int stride, int samples) {
        double[] sum = new double[table.dimension()];
        EmbeddingTable.Row source = table.row();
        for (int row = 0; row < table.rows(); row += stride) {
            float[] block = source.at(row).values();
            int offset = source.offset();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += block[offset + i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / samples);
        }
        return mean;
    }

    /** Products of the transposed sample with itself, panel by panel. */
    private static double[][] covariance(EmbeddingTable table, int stride, int samples, float[] mean) {
        int dimension = table.dimension();
        int padded = (dimension + PANEL - 1) / PANEL * PANEL;
        float[] transposed = new float[padded * samples];
        EmbeddingTable.Row source = table.row();
        for (int row = 0, s = 0; row < table.rows(); row += stride, s++) {
            float[] block = source.at(row).values();
            int offset = source.offset();
            for (int i = 0; i < dimension; i++) {
                transposed[i * samples + s] = block[offset + i] - mean[i];
            }
        }
        Kernel kernel = Kernels.best();
        double[][] covariance = new double[dimension][dimension];
        float[] panel = new float[PANEL * (samples + 1)];
        float[] out = new float[TILE * PANEL];
        for (int column = 0; column < dimension; column += PANEL) {
            for (int s = 0; s < samples; s++) {
                for (int c = 0; c < PANEL; c++) {
                    panel[PANEL * (s + 1) + c] = transposed[(column + c) * samples + s];
                }
            }
            for (int row = 0; row < dimension; row += TILE) {
                kernel.tile(transposed, row * samples, samples, samples, panel, 0, out);
                for (int r = row; r < Math.min(row + TILE, dimension); r++) {
                    for (int c = column; c < Math.min(column + PANEL, dimension); c++) {
                        covariance[r][c] = out[(r - row) * PANEL + c - column];
                    }
                }
            }
        }
        return covariance;
    }

    private static double[][] multiply(double[][] rows, double[][] symmetric) {
        double[][] product = new double[rows.length][symmetric.length];
        for (int r = 0; r < rows.length; r++) {
            for (int k = 0; k < symmetric.length; k++) {
                addScaled(product[r], symmetric[k], rows[r][k]);
            }
        }
        return product;
    }

    /** Gram-Schmidt, twice for precision; a direction that vanishes is drawn anew. */
    private static void orthonormalise(double[][] rows, Random random) {
        for (int r = 0; r < rows.length; r++) {
            double before = Math.sqrt(dot(rows[r], rows[r]));
            for (int pass = 0; pass < 2; pass++) {
                for (int other = 0; other < r; other++) {
                    addScaled(rows[r], rows[other], -dot(rows[r], rows[other]));
                }
            }
            double norm = Math.sqrt(dot(rows[r], rows[r]));
            if (norm <= 1e-9 * before || norm == 0) {
                java.util.Arrays.setAll(rows[r], i -> random.nextGaussian());
                r--;
                continue;
            }
            for (int i = 0; i < rows[r].length; i++) {
                rows[r][i] /= norm;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addScaled(double[] target, double[] source, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * source[i];
        }
    }
}
