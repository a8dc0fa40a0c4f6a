package org.patchbank.evaluation.metrics;

import java.util.BitSet;
import java.util.List;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.AnomalyMap;

/** Counts the good pixels between and at the scores of the defective ones; keeps none of them. */
final class NegativeCounter {
    private final int[] positiveKeys;
    private final int[] before;
    private final int[] tied;
    private long total;

    /** @param positiveKeys distinct, falling */
    NegativeCounter(int[] positiveKeys) {
        this.positiveKeys = positiveKeys;
        this.before = new int[positiveKeys.length];
        this.tied = new int[positiveKeys.length];
    }

    Ranking count(List<PixelSample> samples, int[] positives, Parallel parallel) {
        parallel.forEach(samples.size(), i -> {
            merge(KeySort.rising(negativeKeys(samples.get(i))));
        });
        return new Ranking(positives, before, tied, total);
    }

    private static int[] negativeKeys(PixelSample sample) {
        AnomalyMap map = sample.checkedMap();
        BitSet defective = sample.mask().defective();
        float[] values = map.values();
        int[] keys = new int[values.length - sample.mask().area()];
        int next = 0;
        for (int i = defective.nextClearBit(0); i < values.length; i = defective.nextClearBit(i + 1)) {
            keys[next++] = ScoreKey.of(values[i]);
        }
        return keys;
    }

    /** Walks from the highest score down; the positives are searched in leaps, as one image touches few of them. */
    private synchronized void merge(int[] risingKeys) {
        total += risingKeys.length;
        int slot = 0;
        for (int i = risingKeys.length - 1; i >= 0; i--) {
            slot = firstNotAbove(risingKeys[i], slot);
            if (slot == positiveKeys.length) {
                return;
            }
            if (positiveKeys[slot] == risingKeys[i]) {
                tied[slot]++;
            } else {
                before[slot]++;
            }
        }
    }

    private int firstNotAbove(int key, int from) {
        int low = from;
        int leap = 1;
        while (low + leap <= positiveKeys.length && positiveKeys[low + leap - 1] > key) {
            low += leap;
            leap *= 2;
        }
        int high = Math.min(low + leap - 1, positiveKeys.length);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positiveKeys[middle] > key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
