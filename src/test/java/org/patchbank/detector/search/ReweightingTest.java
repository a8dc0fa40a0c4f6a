package org.patchbank.detector.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.patchbank.embedding.EmbeddingTable;

class ReweightingTest {
    private static final EmbeddingTable BANK = EmbeddingTable.of(new float[] {0, 10, 3, 1}, 1);

    /** From 4 the nearest row is 3, and 3's nearest are 3, 1 and 0: distances 1, 3 and 4. */
    @Test
    void weight_is_that_of_equation_7() {
        double expected = 1 - Math.exp(1) / (Math.exp(1) + Math.exp(3) + Math.exp(4));

        assertThat((double) new Reweighting(BANK, Metric.EUCLIDEAN, 3).weight(query(4), 0, 2))
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void weight_is_smaller_where_good_patches_are_many() {
        EmbeddingTable dense = EmbeddingTable.of(new float[] {0, 0.1f, 0.2f, 10}, 1);

        assertThat(new Reweighting(dense, Metric.EUCLIDEAN, 3).weight(query(-1), 0, 0))
                .isLessThan(new Reweighting(dense, Metric.EUCLIDEAN, 3).weight(query(11), 0, 3));
    }

    @Test
    void distances_too_large_for_an_exponential_still_give_a_weight() {
        EmbeddingTable far = EmbeddingTable.of(new float[] {0, 1}, 1);

        assertThat((double) new Reweighting(far, Metric.EUCLIDEAN, 2).weight(query(5001), 0, 1))
                .isCloseTo(1 - 1 / (1 + Math.E), within(1e-4));
    }

    @Test
    void a_bank_of_one_row_leaves_scores_as_they_are() {
        EmbeddingTable one = EmbeddingTable.of(new float[] {2}, 1);

        assertThat(new Reweighting(one, Metric.EUCLIDEAN, 9).weight(query(3), 0, 0))
                .isEqualTo(1);
    }

    private static EmbeddingTable query(float value) {
        return EmbeddingTable.of(new float[] {value}, 1);
    }
}
