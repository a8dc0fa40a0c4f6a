package org.patchbank.evaluation.metrics;

/**
 * Sorts whole numbers by their digits, the lowest first (LSD radix sort, Knuth, TAOCP 3, section 5.2.5): linear in their count, several
 * times as fast as a sort by comparisons for the many scores of an image.
 */
final class KeySort {
    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;

    private KeySort() {}

    /** @return the keys rising, in this array or in another */
    static int[] rising(int[] keys) {
        int[] from = keys;
        int[] to = new int[keys.length];
        for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
            int[] next = new int[BUCKETS + 1];
            for (int key : from) {
                next[digit(key, shift) + 1]++;
            }
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                next[bucket + 1] += next[bucket];
            }
            for (int key : from) {
                to[next[digit(key, shift)]++] = key;
            }
            int[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    /** Of the number with its sign turned, which orders negative numbers before the others. */
    private static int digit(int key, int shift) {
        return (key ^ Integer.MIN_VALUE) >>> shift & BUCKETS - 1;
    }
}
