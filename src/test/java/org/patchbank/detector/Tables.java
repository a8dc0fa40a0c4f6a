package org.patchbank.detector;

import java.util.Random;
import java.util.stream.IntStream;
import org.patchbank.embedding.EmbeddingTable;

/** Embeddings for tests: mixtures whose clusters lie off the origin and have few directions, as real ones do. */
public final class Tables {
    private Tables() {}

    public static EmbeddingTable mixture(int rows, int dimension, long seed) {
        Random random = new Random(seed);
        int clusters = 5;
        int factors = Math.min(dimension, 8);
        float[][] centres = new float[clusters][dimension];
        float[][] directions = new float[factors][dimension];
        fill(centres, random, 3);
        fill(directions, random, 1);
        float[] values = new float[rows * dimension];
        for (int row = 0; row < rows; row++) {
            float[] centre = centres[random.nextInt(clusters)];
            double[] weights = IntStream.range(0, factors)
                    .mapToDouble(f -> random.nextGaussian())
                    .toArray();
            for (int i = 0; i < dimension; i++) {
                double value = 2 + centre[i] + 0.1 * random.nextGaussian();
                for (int f = 0; f < factors; f++) {
                    value += weights[f] * directions[f][i];
                }
                values[row * dimension + i] = (float) value;
            }
        }
        return EmbeddingTable.of(values, dimension);
    }

    public static int[] allRows(EmbeddingTable table) {
        return IntStream.range(0, table.rows()).toArray();
    }

    public static double distance(EmbeddingTable a, int row, EmbeddingTable b, int other) {
        double sum = 0;
        for (int i = 0; i < a.dimension(); i++) {
            double difference = (double) a.block(row)[a.offset(row) + i] - b.block(other)[b.offset(other) + i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private static void fill(float[][] rows, Random random, double scale) {
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (scale * random.nextGaussian());
            }
        }
    }
}
