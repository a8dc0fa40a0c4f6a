package org.patchbank.inspection.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramsTest {
    private final Histograms histograms = new Histograms();

    @Test
    void same_order_correlates_fully_however_the_scores_lie() {
        histograms.add(1, 50, 10);
        histograms.add(2, 51, 5);
        histograms.add(40, 100, 1);

        assertThat(histograms.rankCorrelation().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(histograms.inForce()).hasSize(Histograms.BINS + 1);
        assertThat(histograms.inForce().get(2)).isEqualTo(5);
        assertThat(histograms.beside().get(100)).isEqualTo(1);
    }

    @Test
    void opposite_order_correlates_negatively() {
        histograms.add(1, 9, 4);
        histograms.add(9, 1, 4);

        assertThat(histograms.rankCorrelation().orElseThrow()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void ties_share_their_mean_rank() {
        // Ranks 1.5, 1.5, 3 and 1, 2.5, 2.5 have the correlation 0.5.
        histograms.add(1, 1, 1);
        histograms.add(1, 2, 1);
        histograms.add(2, 2, 1);

        assertThat(histograms.rankCorrelation().orElseThrow()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void scores_without_order_correlate_with_nothing() {
        assertThat(histograms.rankCorrelation()).isEmpty();
        histograms.add(3, 4, 7);
        histograms.add(3, 5, 7);

        assertThat(histograms.rankCorrelation()).isEmpty();
    }
}
