package org.patchbank.detector.coreset;

import org.patchbank.detector.kernel.Kernel;
import org.patchbank.embedding.EmbeddingTable;

/** Squared distances between the rows of a table, wherever it lies. Of one thread. */
final class RowDistances {
    private final int dimension;
    private final Kernel kernel;
    private final EmbeddingTable.Row one;
    private final EmbeddingTable.Row other;
    private final float[] scratch = new float[Kernel.SCRATCH];

    RowDistances(EmbeddingTable table, Kernel kernel) {
        this.dimension = table.dimension();
        this.kernel = kernel;
        this.one = table.row();
        this.other = table.row();
    }

    float squared(int a, int b) {
        one.at(a);
        other.at(b);
        return kernel.squaredDistance(one.values(), one.offset(), other.values(), other.offset(), dimension, scratch);
    }
}
