package org.patchbank.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySortTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000, 100_000})
    void keys_rise_as_by_comparison(int count) {
        int[] keys = new Random(count).ints(count).toArray();
        if (count > 4) {
            keys[0] = Integer.MIN_VALUE;
            keys[1] = Integer.MAX_VALUE;
            keys[2] = 0;
            keys[3] = -1;
            keys[4] = keys[5];
        }
        int[] expected = keys.clone();
        Arrays.sort(expected);

        assertThat(KeySort.rising(keys)).isEqualTo(expected);
    }
}
