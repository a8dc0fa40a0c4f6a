package org.patchbank.evaluation.metrics;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.patchbank.platform.Parallel;

/**
 * Counts the good pixels between and at the scores of the defective ones. Batches of them are sorted and merged with those scores: both
 * are read from one end to the other, where looking each pixel up would jump about in millions of scores.
 */
final class NegativeCounter {
    /** Pixels sorted at once; two arrays of them are held a thread. */
    private static final int BATCH = 1 << 22;

    private static final int GROUPS_A_THREAD = 4;

    private final int[] positiveKeys;
    private final int batchSize;
    private final int[] before;
    private final int[] tied;
    private final LongAdder total = new LongAdder();

    /** @param positiveKeys distinct, falling */
    NegativeCounter(int[] positiveKeys) {
        this(positiveKeys, BATCH);
    }

    NegativeCounter(int[] positiveKeys, int batchSize) {
        this.positiveKeys = positiveKeys;
        this.batchSize = batchSize;
        this.before = new int[positiveKeys.length];
        this.tied = new int[positiveKeys.length];
    }

    Ranking count(List<PixelSample> samples, int[] positives, Parallel parallel) {
        int groups = Math.min(samples.size(), GROUPS_A_THREAD * parallel.threads());
        parallel.forEach(groups, group -> {
            int from = (int) ((long) samples.size() * group / groups);
            int to = (int) ((long) samples.size() * (group + 1) / groups);
            count(samples.subList(from, to));
        });
        return new Ranking(positives, before, tied, total.sum());
    }

    private void count(List<PixelSample> samples) {
        long pixels = samples.stream().mapToLong(PixelSample::negatives).sum();
        total.add(pixels);
        if (positiveKeys.length == 0) {
            samples.forEach(PixelSample::checkedMap);
            return;
        }
        KeyBatch batch =
                new KeyBatch((int) Math.min(batchSize, pixels), positiveKeys[positiveKeys.length - 1], positiveKeys[0]);
        for (PixelSample sample : samples) {
            add(sample, batch);
        }
        empty(batch);
    }

    private void add(PixelSample sample, KeyBatch batch) {
        BitSet defective = sample.mask().defective();
        float[] values = sample.checkedMap().values();
        int start = defective.nextClearBit(0);
        while (start < values.length) {
            int next = defective.nextSetBit(start);
            int end = next < 0 ? values.length : next;
            for (int i = start; i < end; i++) {
                if (batch.isFull()) {
                    empty(batch);
                }
                batch.add(ScoreKey.of(values[i]));
            }
            start = defective.nextClearBit(end);
        }
    }

    private void empty(KeyBatch batch) {
        batch.sort();
        merge(batch);
        batch.clear();
    }

    /** Without branches on scores, which would be guessed wrongly at every other step. */
    private synchronized void merge(KeyBatch batch) {
        before[0] += batch.above();
        int place = 0;
        int next = batch.size() - 1;
        while (next >= 0) {
            int key = batch.at(next);
            int positive = positiveKeys[place];
            int taken = key >= positive ? 1 : 0;
            int equal = key == positive ? 1 : 0;
            tied[place] += equal;
            before[place] += taken - equal;
            place += 1 - taken;
            next -= taken;
        }
    }
}
