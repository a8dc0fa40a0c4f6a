package org.patchbank.detector.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected numbers by {@code scipy.stats.combine_pvalues([p, q], method=...)}. */
class TailCombinationTest {
    private static float rarity(double p) {
        return (float) -Math.log(p);
    }

    @Test
    void fishers_method_equals_scipys() {
        assertThat(Math.exp(-TailCombination.FISHER.of(rarity(0.01), rarity(0.2))))
                .isCloseTo(0.014429216196844381, within(1e-7));
        assertThat(Math.exp(-TailCombination.FISHER.of(rarity(1e-6), rarity(0.5))))
                .isCloseTo(7.754328869262112e-06, within(1e-10));
        assertThat(TailCombination.FISHER.of(0, 0)).isZero();
    }

    @Test
    void the_rarer_of_the_two_equals_scipys() {
        assertThat(Math.exp(-TailCombination.MAXIMUM.of(rarity(0.01), rarity(0.2))))
                .isCloseTo(0.0199, within(1e-7));
        assertThat(TailCombination.MAXIMUM.of(0, 0)).isZero();
    }
}
