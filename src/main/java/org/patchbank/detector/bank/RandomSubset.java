package org.patchbank.detector.bank;

import java.util.Arrays;
import java.util.Random;

/** Rows drawn at random without putting them back: every subset is equally likely (Fisher and Yates). */
public final class RandomSubset {
    private RandomSubset() {}

    /** @return {@code size} of the rows, ascending if they are */
    public static int[] of(int[] rows, int size, long seed) {
        int[] order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            int drawn = i + random.nextInt(order.length - i);
            int swap = order[i];
            order[i] = order[drawn];
            order[drawn] = swap;
        }
        return Arrays.stream(order, 0, size).sorted().map(i -> rows[i]).toArray();
    }
}
