package org.patchbank.detector.metric;

import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** Makes a table from another by work on some rows at once. */
final class RowBlocks {
    private RowBlocks() {}

    /** Work on neighbouring rows of a block. */
    @FunctionalInterface
    interface Work {
        /** @param target filled from the same offset on */
        void run(float[] source, int offset, int rows, int dimension, float[] target);
    }

    static EmbeddingTable map(EmbeddingTable table, int atOnce, Parallel parallel, Work work) {
        int perBlock = table.rowsPerBlock();
        int dimension = table.dimension();
        int parts = (perBlock + atOnce - 1) / atOnce;
        float[][] targets = new float[table.blocks()][perBlock * dimension];
        parallel.forEach(Math.multiplyExact(table.blocks(), parts), task -> {
            int block = task / parts;
            int from = task % parts * atOnce;
            int rows = Math.min(atOnce, perBlock - from);
            work.run(table.block(block * perBlock), from * dimension, rows, dimension, targets[block]);
        });
        EmbeddingTable mapped = new EmbeddingTable(dimension, perBlock);
        for (float[] target : targets) {
            mapped.add(target);
        }
        return mapped;
    }
}
