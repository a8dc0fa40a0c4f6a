package org.patchbank.detector.coreset;

import java.util.Arrays;

/** Picks the positions of largest bound, ties by the lower position. */
final class PoolSelection {
    private final float[] bounds;
    private final long[] keys;

    PoolSelection(float[] bounds) {
        this.bounds = bounds;
        this.keys = new long[bounds.length];
    }

    /**
     * Positions of largest bound and the best key left outside.
     *
     * @param positions ascending
     */
    record Pool(int[] positions, long outsideKey) {
        /** Whether a position with this bound is chosen before every position outside. */
        boolean comesBeforeOutside(float bound, int position) {
            return key(bound, position) < outsideKey;
        }

        /** The largest bound outside; 0 where nothing is outside. */
        float outsideBound() {
            return outsideKey == Long.MAX_VALUE ? 0 : Float.intBitsToFloat(~(int) (outsideKey >> Integer.SIZE));
        }
    }

    Pool largest(int count) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(bounds[i], i);
        }
        if (count >= keys.length) {
            return new Pool(positions(keys.length), Long.MAX_VALUE);
        }
        partition(count);
        return new Pool(positions(count), keys[count]);
    }

    private int[] positions(int count) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = (int) keys[i];
        }
        Arrays.sort(positions);
        return positions;
    }

    /** Ascending keys order positions by falling bound (squared distances, never negative), then by position. */
    private static long key(float bound, int position) {
        return (long) ~Float.floatToIntBits(bound) << Integer.SIZE | position;
    }

    /** Quickselect: afterwards the smallest {@code count} keys stand first, and {@code keys[count]} is the next one. */
    private void partition(int count) {
        int low = 0;
        int high = keys.length - 1;
        while (low < high) {
            long pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (count <= j) {
                high = j;
            } else if (count >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
