package org.patchbank.detector.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSubsetTest {
    private static final int[] ROWS =
            IntStream.range(0, 40).map(i -> 100 + 2 * i).toArray();

    @Test
    void rows_are_different_ascending_and_fixed_by_the_seed() {
        int[] subset = RandomSubset.of(ROWS, 15, 3);

        assertThat(subset).hasSize(15).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(ROWS).boxed())
                .containsAll(Arrays.stream(subset).boxed().toList());
        assertThat(RandomSubset.of(ROWS, 15, 3)).isEqualTo(subset);
        assertThat(RandomSubset.of(ROWS, 15, 4)).isNotEqualTo(subset);
    }

    @Test
    void all_rows_are_equally_likely() {
        int[] drawn = new int[40];
        for (int seed = 0; seed < 8000; seed++) {
            for (int row : RandomSubset.of(ROWS, 10, seed)) {
                drawn[(row - 100) / 2]++;
            }
        }

        // 2000 expected, standard deviation 39
        assertThat(Arrays.stream(drawn)).allMatch(count -> Math.abs(count - 2000) < 200);
    }

    @Test
    void as_many_as_there_are_is_all() {
        assertThat(RandomSubset.of(ROWS, 40, 9)).isEqualTo(ROWS);
    }
}
