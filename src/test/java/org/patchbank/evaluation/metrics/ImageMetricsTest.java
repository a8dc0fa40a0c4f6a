package org.patchbank.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImageMetricsTest {
    @Test
    void apart_is_perfect() {
        ImageMetrics metrics = ImageMetrics.of(new double[] {1, 2, 3}, new double[] {4, 5});

        assertThat(metrics).isEqualTo(new ImageMetrics(1, 1, 1, 4));
    }

    @Test
    void ties_count_half() {
        assertThat(ImageMetrics.of(new double[] {1, 1}, new double[] {1, 1}).auroc())
                .isEqualTo(0.5);
        assertThat(ImageMetrics.of(new double[] {1, 3}, new double[] {1, 2}).auroc())
                .isCloseTo((0.5 + 0 + 1 + 0) / 4, within(1e-12));
    }

    @Test
    void average_precision_takes_tied_scores_as_one_threshold() {
        // thresholds 3: 1 of 1 right, 2: 2 of 4 right, 1: 3 of 5 right
        double expected = 1 / 3.0 * 1 + 1 / 3.0 * 0.5 + 1 / 3.0 * 0.6;

        assertThat(ImageMetrics.of(new double[] {2, 2}, new double[] {1, 2, 3}).averagePrecision())
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void best_f1_reports_its_lowest_threshold() {
        // at 9: 1 of 1 right of 2, F1 2/3; at 1: 2 of 4 right of 2, F1 2/3
        ImageMetrics metrics = ImageMetrics.of(new double[] {5, 6}, new double[] {9, 1});

        assertThat(metrics.f1Max()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(metrics.f1MaxThreshold()).isEqualTo(1);
    }

    @Test
    void one_class_alone_has_no_metrics() {
        assertThatThrownBy(() -> ImageMetrics.of(new double[0], new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
