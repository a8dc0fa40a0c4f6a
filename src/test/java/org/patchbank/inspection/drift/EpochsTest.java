package org.patchbank.inspection.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.deployment.CalibrationSource;
import org.patchbank.deployment.ThresholdChange;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

class EpochsTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void other_limits_begin_the_share_of_review_anew_alone() {
        Epochs epochs = Epochs.of(
                List.of(
                        change(3, 1, ThresholdMethod.CONFORMAL, 3, 0.02),
                        change(2, 1, ThresholdMethod.CONFORMAL, 2, 0.05),
                        change(1, 1, ThresholdMethod.CONFORMAL, 2, 0.05)),
                null);

        assertThat(epochs.of(DriftMeasure.SCORE).revision()).isEqualTo(1);
        assertThat(epochs.of(DriftMeasure.BRIGHTNESS).revision()).isEqualTo(1);
        assertThat(epochs.of(DriftMeasure.REVIEW_SHARE).revision()).isEqualTo(3);
    }

    @Test
    void limits_that_follow_the_inspections_begin_nothing() {
        Epochs epochs = Epochs.of(
                List.of(
                        change(3, 1, ThresholdMethod.ROLLING, 2.3, 0.05),
                        change(2, 1, ThresholdMethod.ROLLING, 2.2, 0.05),
                        change(1, 1, ThresholdMethod.CONFORMAL, 2, 0.05)),
                null);

        assertThat(epochs.of(DriftMeasure.REVIEW_SHARE).revision()).isEqualTo(1);
    }

    @Test
    void other_version_begins_everything_anew_and_so_does_going_back() {
        Epochs epochs = Epochs.of(
                List.of(
                        change(4, 1, ThresholdMethod.MANUAL, 2, 0.05),
                        change(3, 1, ThresholdMethod.MANUAL, 2, 0.05),
                        change(2, 2, ThresholdMethod.MANUAL, 2, 0.05),
                        change(1, 1, ThresholdMethod.MANUAL, 2, 0.05)),
                null);

        assertThat(epochs.of(DriftMeasure.SCORE).revision()).isEqualTo(3);
        assertThat(epochs.of(DriftMeasure.REVIEW_SHARE).revision()).isEqualTo(3);
        assertThat(epochs.judged().from()).isEqualTo(TimeOrderedId.firstAt(START.plusSeconds(3)));
    }

    @Test
    void what_came_before_a_person_said_so_does_not_count() {
        List<ThresholdChange> history = List.of(change(1, 1, ThresholdMethod.CONFORMAL, 2, 0.05));
        Instant later = START.plusSeconds(500);

        assertThat(Epochs.of(history, later).judged().from()).isEqualTo(TimeOrderedId.firstAt(later));
        assertThat(Epochs.of(history, START).judged().from()).isEqualTo(TimeOrderedId.firstAt(START.plusSeconds(1)));
    }

    private static ThresholdChange change(
            int revision, int version, ThresholdMethod method, double value, double wanted) {
        Threshold limit = new Threshold(value, method, wanted, wanted, 0, 1, 100, false);
        return new ThresholdChange(
                revision,
                "set",
                version,
                CalibrationSource.VERSION,
                new DecisionRule(limit, limit),
                "test",
                START.plusSeconds(revision),
                null);
    }
}
