package org.patchbank.evaluation.benchmark;

import java.util.stream.IntStream;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.detector.coreset.PlainCoreset;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** The lazy coreset against the plain loop, with the same kernels and threads. */
final class CoresetBenchmark {
    /**
     * @param seconds of the whole lazy choice, the best of the runs, its sketch included
     * @param plainSeconds of the plain loop; its first choices are timed and scaled to all
     * @param sameFirst how many first choices are the same in both
     * @param compared how many first choices were compared
     */
    record Figures(
            double seconds, double plainSeconds, double ratio, int sameFirst, int compared, int rows, int size) {}

    private CoresetBenchmark() {}

    static Figures run(EmbeddingTable table, int size, int plainChoices, int runs, Parallel parallel) {
        int[] all = IntStream.range(0, table.rows()).toArray();
        double seconds = Double.MAX_VALUE;
        int[] chosen = {};
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            chosen = new Coreset(table, parallel).select(all, size, 0, count -> true);
            seconds = Math.min(seconds, Times.millisSince(start) / 1000);
        }
        int compared = Math.min(plainChoices, chosen.length);
        PlainCoreset loop = new PlainCoreset(table, parallel);
        loop.select(Math.min(10, compared), 0);
        long start = System.nanoTime();
        int[] plain = loop.select(compared, 0);
        double plainSeconds = Times.millisSince(start) / 1000 * size / compared;
        int same = 0;
        while (same < compared && plain[same] == chosen[same]) {
            same++;
        }
        return new Figures(seconds, plainSeconds, plainSeconds / seconds, same, compared, table.rows(), size);
    }
}
