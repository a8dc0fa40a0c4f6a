package org.patchbank.detector.density;

import java.util.Arrays;
import java.util.Random;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.platform.Parallel;

/** Lloyd's k-means (1982) from a k-means++ start (Arthur and Vassilvitskii 2007): where the mixture's EM begins. */
final class KMeans {
    private static final int ITERATIONS = 30;
    private static final int ROWS_AT_ONCE = 1024;

    private final float[] rows;
    private final int dimension;
    private final int count;
    private final Parallel parallel;
    private final Kernel kernel = Kernels.best();

    /** @param rows [count, dimension] */
    KMeans(float[] rows, int dimension, Parallel parallel) {
        this.rows = rows;
        this.dimension = dimension;
        this.count = rows.length / dimension;
        this.parallel = parallel;
    }

    /** @return for each row its cluster */
    int[] cluster(int k, long seed) {
        float[][] centres = start(k, new Random(seed));
        int[] clusters = new int[count];
        for (int i = 0; i < ITERATIONS; i++) {
            int[] before = clusters.clone();
            assign(centres, clusters);
            if (Arrays.equals(before, clusters)) {
                break;
            }
            centres = means(centres, clusters);
        }
        return clusters;
    }

    /** Each centre is a row, drawn with a chance that grows with the squared distance to those before. */
    private float[][] start(int k, Random random) {
        float[][] centres = new float[k][];
        centres[0] = row(random.nextInt(count));
        float[] nearest = new float[count];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        float[] scratch = new float[Kernel.SCRATCH];
        for (int c = 1; c < k; c++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                nearest[i] = Math.min(nearest[i], distance(i, centres[c - 1], scratch));
                sum += nearest[i];
            }
            double drawn = random.nextDouble() * sum;
            int chosen = 0;
            while (chosen < count - 1 && (drawn -= nearest[chosen]) > 0) {
                chosen++;
            }
            centres[c] = row(chosen);
        }
        return centres;
    }

    private void assign(float[][] centres, int[] clusters) {
        parallel.forEach((count + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE, block -> {
            float[] scratch = new float[Kernel.SCRATCH];
            for (int i = block * ROWS_AT_ONCE; i < Math.min(count, (block + 1) * ROWS_AT_ONCE); i++) {
                float nearest = Float.POSITIVE_INFINITY;
                for (int c = 0; c < centres.length; c++) {
                    float distance = distance(i, centres[c], scratch);
                    if (distance < nearest) {
                        nearest = distance;
                        clusters[i] = c;
                    }
                }
            }
        });
    }

    /** An empty cluster keeps its centre. */
    private float[][] means(float[][] centres, int[] clusters) {
        double[][] sums = new double[centres.length][dimension];
        int[] sizes = new int[centres.length];
        for (int i = 0; i < count; i++) {
            sizes[clusters[i]]++;
            for (int k = 0; k < dimension; k++) {
                sums[clusters[i]][k] += rows[i * dimension + k];
            }
        }
        float[][] means = new float[centres.length][];
        for (int c = 0; c < centres.length; c++) {
            means[c] = centres[c].clone();
            for (int k = 0; k < dimension && sizes[c] > 0; k++) {
                means[c][k] = (float) (sums[c][k] / sizes[c]);
            }
        }
        return means;
    }

    private float[] row(int row) {
        return Arrays.copyOfRange(rows, row * dimension, (row + 1) * dimension);
    }

    private float distance(int row, float[] centre, float[] scratch) {
        return kernel.squaredDistance(rows, row * dimension, centre, 0, dimension, scratch);
    }
}
