package org.patchbank.evaluation.metrics;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.AnomalyMap;

/**
 * Counts the good pixels between and at the scores of the defective ones; keeps none of them. A table says where the scores of a narrow
 * range begin, so that each pixel looks at a few of them only.
 */
final class NegativeCounter {
    private static final int BUCKET_BITS = 16;

    private final int[] positiveKeys;
    private final AtomicIntegerArray before;
    private final AtomicIntegerArray tied;
    private final LongAdder total = new LongAdder();

    private final int lowest;
    private final int shift;
    /** For each range of keys the first place whose key lies in it or below. */
    private final int[] places;

    /** @param positiveKeys distinct, falling */
    NegativeCounter(int[] positiveKeys) {
        this.positiveKeys = positiveKeys;
        this.before = new AtomicIntegerArray(positiveKeys.length);
        this.tied = new AtomicIntegerArray(positiveKeys.length);
        int last = positiveKeys.length - 1;
        this.lowest = last < 0 ? 0 : positiveKeys[last];
        long span = last < 0 ? 0 : (long) positiveKeys[0] - lowest;
        this.shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - BUCKET_BITS);
        this.places = new int[(int) (span >> shift) + 1];
        int place = last + 1;
        for (int range = 0; range < places.length; range++) {
            while (place > 0 && range(positiveKeys[place - 1]) <= range) {
                place--;
            }
            places[range] = place;
        }
    }

    Ranking count(List<PixelSample> samples, int[] positives, Parallel parallel) {
        parallel.forEach(samples.size(), i -> count(samples.get(i)));
        return new Ranking(positives, array(before), array(tied), total.sum());
    }

    private void count(PixelSample sample) {
        AnomalyMap map = sample.checkedMap();
        BitSet defective = sample.mask().defective();
        float[] values = map.values();
        for (int i = defective.nextClearBit(0); i < values.length; i = defective.nextClearBit(i + 1)) {
            count(ScoreKey.of(values[i]));
        }
        total.add(values.length - sample.mask().area());
    }

    private void count(int key) {
        if (positiveKeys.length == 0 || key < lowest) {
            return;
        }
        int place = firstNotAbove(key);
        if (positiveKeys[place] == key) {
            tied.getAndIncrement(place);
        } else {
            before.getAndIncrement(place);
        }
    }

    /** @param key not below the lowest */
    private int firstNotAbove(int key) {
        if (key >= positiveKeys[0]) {
            return 0;
        }
        int range = range(key);
        int low = places[range];
        int high = range == 0 ? positiveKeys.length - 1 : places[range - 1];
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

    private int range(int key) {
        return (int) ((long) key - lowest >> shift);
    }

    private static int[] array(AtomicIntegerArray counts) {
        int[] array = new int[counts.length()];
        for (int i = 0; i < array.length; i++) {
            array[i] = counts.get(i);
        }
        return array;
    }
}
