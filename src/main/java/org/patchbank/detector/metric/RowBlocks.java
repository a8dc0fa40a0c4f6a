package org.patchbank.detector.metric;

import java.util.Arrays;
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
        EmbeddingTable mapped = table.like(dimension);
        int together = table.isInFile() ? parallel.threads() : table.blocks();
        for (int first = 0; first < table.blocks(); first += together) {
            float[][] sources = new float[Math.min(together, table.blocks() - first)][];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = table.block((first + i) * perBlock);
            }
            float[][] targets = new float[sources.length][perBlock * dimension];
            parallel.forEach(Math.multiplyExact(sources.length, parts), task -> {
                int from = task % parts * atOnce;
                int rows = Math.min(atOnce, perBlock - from);
                work.run(sources[task / parts], from * dimension, rows, dimension, targets[task / parts]);
            });
            Arrays.stream(targets).forEach(mapped::add);
        }
        return mapped;
    }
}
