package org.patchbank.detector.bank;

import java.util.Arrays;
import java.util.Random;

/** The 256 centroids of one part of the dimensions, found by Lloyd's k-means from k-means++ seeds. Not safe for concurrent use. */
final class Codebook {
    static final int CENTROIDS = 256;
    private static final int ITERATIONS = 20;

    private final int width;
    /** Coordinate by coordinate, [width, centroids], so that one value is compared with all centroids side by side. */
    private final float[] centroids;

    private final float[] distances = new float[CENTROIDS];

    /** @param centroids [width, {@value #CENTROIDS}]; kept, not copied */
    Codebook(int width, float[] centroids) {
        this.width = width;
        this.centroids = centroids;
    }

    /**
     * @param rows [rows, width], at least one row
     * @param seed the same gives the same centroids
     */
    static Codebook of(float[] rows, int width, long seed) {
        int count = rows.length / width;
        Codebook book = new Codebook(width, new float[width * CENTROIDS]);
        book.seed(rows, count, new Random(seed));
        int[] nearest = new int[count];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            boolean changed = false;
            for (int row = 0; row < count; row++) {
                int code = book.nearest(rows, row * width);
                changed |= code != nearest[row] || iteration == 0;
                nearest[row] = code;
            }
            if (!changed) {
                break;
            }
            book.moveToMeans(rows, nearest);
        }
        return book;
    }

    float[] centroids() {
        return centroids;
    }

    /** The nearest centroid, ties to the lower. */
    int nearest(float[] values, int offset) {
        Arrays.fill(distances, 0);
        for (int i = 0; i < width; i++) {
            float value = values[offset + i];
            int from = i * CENTROIDS;
            for (int c = 0; c < CENTROIDS; c++) {
                float difference = value - centroids[from + c];
                distances[c] += difference * difference;
            }
        }
        int best = 0;
        for (int c = 1; c < CENTROIDS; c++) {
            best = distances[c] < distances[best] ? c : best;
        }
        return best;
    }

    void decode(int code, float[] target, int offset) {
        for (int i = 0; i < width; i++) {
            target[offset + i] = centroids[i * CENTROIDS + code];
        }
    }

    /** Draws each seed with a chance proportional to its squared distance to the nearest seed before it (k-means++). */
    private void seed(float[] rows, int count, Random random) {
        double[] squared = new double[count];
        Arrays.fill(squared, Double.MAX_VALUE);
        int chosen = random.nextInt(count);
        for (int c = 0; c < CENTROIDS; c++) {
            for (int i = 0; i < width; i++) {
                centroids[i * CENTROIDS + c] = rows[chosen * width + i];
            }
            double total = 0;
            for (int row = 0; row < count; row++) {
                double distance = 0;
                for (int i = 0; i < width; i++) {
                    double difference = (double) rows[row * width + i] - rows[chosen * width + i];
                    distance += difference * difference;
                }
                squared[row] = Math.min(squared[row], distance);
                total += squared[row];
            }
            double drawn = random.nextDouble() * total;
            for (int row = 0; row < count && drawn >= 0; row++) {
                drawn -= squared[row];
                chosen = row;
            }
        }
    }

    private void moveToMeans(float[] rows, int[] nearest) {
        double[] sums = new double[centroids.length];
        int[] counts = new int[CENTROIDS];
        for (int row = 0; row < nearest.length; row++) {
            counts[nearest[row]]++;
            for (int i = 0; i < width; i++) {
                sums[i * CENTROIDS + nearest[row]] += rows[row * width + i];
            }
        }
        for (int i = 0; i < sums.length; i++) {
            int members = counts[i % CENTROIDS];
            centroids[i] = members == 0 ? centroids[i] : (float) (sums[i] / members);
        }
    }
}
