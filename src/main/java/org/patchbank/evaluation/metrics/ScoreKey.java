package org.patchbank.evaluation.metrics;

/** Scores as whole numbers of the same order, which compare as whole numbers do and share a long with a region's number. */
final class ScoreKey {
    private ScoreKey() {}

    static int of(float score) {
        if (Float.isNaN(score)) {
            throw new IllegalArgumentException("an anomaly map must not hold NaN");
        }
        int bits = Float.floatToRawIntBits(score + 0f); // -0 and 0 are one score
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /** A long that sorts by the score first and holds {@code number}, at least 0, in its low half. */
    static long with(int key, int number) {
        return (long) key << Integer.SIZE | number;
    }

    static int of(long keyWithNumber) {
        return (int) (keyWithNumber >> Integer.SIZE);
    }
}
