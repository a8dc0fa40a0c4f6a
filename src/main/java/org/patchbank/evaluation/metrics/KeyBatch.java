package org.patchbank.evaluation.metrics;

/** {@link ScoreKey}s within a range, gathered to be sorted together: by their digits, from the lowest on (radix sort). */
final class KeyBatch {
    private static final int MOST_DIGIT_BITS = 13;

    private final int lowest;
    private final int highest;
    private final int digits;
    private final int digitBits;
    /** Distances from the lowest key, unsigned. */
    private int[] distances;

    private int[] spare;
    private int size;
    private int above;

    /**
     * @param lowest of the range; keys below it are left out
     * @param highest of the range; keys above it are counted only
     */
    KeyBatch(int capacity, int lowest, int highest) {
        this.lowest = lowest;
        this.highest = highest;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(highest - lowest));
        this.digits = (bits + MOST_DIGIT_BITS - 1) / MOST_DIGIT_BITS;
        this.digitBits = (bits + digits - 1) / digits;
        this.distances = new int[capacity];
        this.spare = new int[capacity];
    }

    boolean isFull() {
        return size == distances.length;
    }

    void add(int key) {
        if (key > highest) {
            above++;
        } else if (key >= lowest) {
            distances[size++] = key - lowest;
        }
    }

    int size() {
        return size;
    }

    /** How many keys lay above the range. */
    int above() {
        return above;
    }

    /** The i-th lowest key within the range, once sorted. */
    int at(int i) {
        return lowest + distances[i];
    }

    void clear() {
        size = 0;
        above = 0;
    }

    void sort() {
        int[][] ends = ends();
        for (int digit = 0; digit < digits; digit++) {
            int[] places = ends[digit];
            for (int i = size - 1; i >= 0; i--) {
                int distance = distances[i];
                spare[--places[value(distance, digit)]] = distance;
            }
            int[] sorted = spare;
            spare = distances;
            distances = sorted;
        }
    }

    /** For each digit and each of its values, how many distances have that value or a lower one. */
    private int[][] ends() {
        int[][] ends = new int[digits][1 << digitBits];
        for (int i = 0; i < size; i++) {
            for (int digit = 0; digit < digits; digit++) {
                ends[digit][value(distances[i], digit)]++;
            }
        }
        for (int[] counts : ends) {
            for (int value = 1; value < counts.length; value++) {
                counts[value] += counts[value - 1];
            }
        }
        return ends;
    }

    private int value(int distance, int digit) {
        return distance >>> digit * digitBits & (1 << digitBits) - 1;
    }
}
