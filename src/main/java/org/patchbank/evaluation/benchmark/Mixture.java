package org.patchbank.evaluation.benchmark;

import java.util.Random;
import org.patchbank.embedding.EmbeddingTable;

/**
 * Seeded vectors that are spread as the embeddings of an image set are: clusters, and within them variances that fall as a power
 * of the direction's number, so that most of the energy lies in some dozens of directions.
 */
final class Mixture {
    private static final int CLUSTERS = 24;
    private static final double FALL = 0.75;

    private final int dimension;
    private final float[][] centres;
    private final double[] deviations;

    Mixture(int dimension, long seed) {
        this.dimension = dimension;
        Random random = new Random(seed);
        deviations = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            deviations[i] = Math.pow(i + 1, -FALL);
        }
        centres = new float[CLUSTERS][dimension];
        for (float[] centre : centres) {
            for (int i = 0; i < dimension; i++) {
                centre[i] = (float) (1 + 1.5 * deviations[i] * random.nextGaussian());
            }
        }
    }

    /** @return blocks of {@code rowsPerBlock} rows, {@code rows} in all or a few more */
    EmbeddingTable draw(int rows, int rowsPerBlock, long seed) {
        Random random = new Random(seed);
        EmbeddingTable table = new EmbeddingTable(dimension, rowsPerBlock);
        for (int from = 0; from < rows; from += rowsPerBlock) {
            float[] block = new float[rowsPerBlock * dimension];
            for (int row = 0; row < rowsPerBlock; row++) {
                float[] centre = centres[random.nextInt(CLUSTERS)];
                for (int i = 0; i < dimension; i++) {
                    block[row * dimension + i] = (float) (centre[i] + deviations[i] * random.nextGaussian());
                }
            }
            table.add(block);
        }
        return table;
    }
}
