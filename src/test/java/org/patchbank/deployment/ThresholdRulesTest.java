package org.patchbank.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.ThresholdMethod;

class ThresholdRulesTest {
    /** Scores 1 to 199. */
    private final ThresholdRules thresholds = new ThresholdRules(
            new Calibration(IntStream.range(1, 200).asDoubleStream().toArray()));

    private final ThresholdRules otherVersion = new ThresholdRules(
            new Calibration(IntStream.range(1001, 1200).asDoubleStream().toArray()));

    @Test
    void nothing_wanted_gives_the_default_rates() {
        DecisionRule rule = thresholds.first(ThresholdRequest.NOTHING);

        assertThat(rule.reject().falseRejectWanted()).isEqualTo(0.01);
        assertThat(rule.review().falseRejectWanted()).isEqualTo(0.05);
        assertThat(rule.reject().value()).isEqualTo(198);
        assertThat(rule.review().value()).isEqualTo(190);
    }

    @Test
    void value_by_hand_goes_before_a_rate() {
        DecisionRule rule = thresholds.first(new ThresholdRequest(0.01, null, 195.5, null, null));

        assertThat(rule.reject().method()).isEqualTo(ThresholdMethod.MANUAL);
        assertThat(rule.reject().value()).isEqualTo(195.5);
    }

    @Test
    void review_limit_that_nobody_asked_for_gives_way() {
        DecisionRule rule = thresholds.first(new ThresholdRequest(0.1, null, null, null, null));

        assertThat(rule.review()).isEqualTo(rule.reject());
        assertThat(rule.reject().falseRejectWanted()).isEqualTo(0.1);
    }

    @Test
    void review_limit_above_the_reject_limit_is_refused() {
        assertThatThrownBy(() -> thresholds.first(new ThresholdRequest(0.1, 0.05, null, null, null)))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(DeploymentError.THRESHOLDS_CROSSED));
    }

    @Test
    void change_keeps_what_is_not_wanted_otherwise() {
        DecisionRule before = thresholds.first(new ThresholdRequest(0.02, 0.1, null, null, null));

        DecisionRule after = thresholds.changed(before, new ThresholdRequest(0.01, null, null, null, null), false);

        assertThat(after.review()).isEqualTo(before.review());
        assertThat(after.reject().falseRejectWanted()).isEqualTo(0.01);
    }

    @Test
    void other_version_keeps_the_rates_and_finds_the_limits_again() {
        DecisionRule before = thresholds.first(new ThresholdRequest(0.02, 0.1, null, null, null));

        DecisionRule after = otherVersion.changed(before, ThresholdRequest.NOTHING, true);

        assertThat(after.reject().falseRejectWanted()).isEqualTo(0.02);
        assertThat(after.reject().value()).isEqualTo(before.reject().value() + 1000);
        assertThat(after.review().value()).isEqualTo(before.review().value() + 1000);
    }

    @Test
    void limit_by_hand_does_not_outlive_its_version() {
        DecisionRule before = thresholds.first(new ThresholdRequest(null, null, 195.0, null, null));

        assertThatThrownBy(() -> otherVersion.changed(before, ThresholdRequest.NOTHING, true))
                .isInstanceOfSatisfying(PatchbankException.class, e -> {
                    assertThat(e.code()).isEqualTo(DeploymentError.MANUAL_THRESHOLD_NOT_COMPARABLE);
                    assertThat(e.remedy()).contains("reject_rate");
                });
    }

    @Test
    void extrapolation_that_was_asked_for_stays_until_it_is_taken_back() {
        DecisionRule first = thresholds.first(new ThresholdRequest(0.001, 0.002, null, null, true));
        assertThat(first.reject().method()).isEqualTo(ThresholdMethod.PARETO_TAIL);
        assertThat(first.review().method()).isEqualTo(ThresholdMethod.PARETO_TAIL);

        DecisionRule reached = thresholds.changed(first, new ThresholdRequest(0.01, 0.05, null, null, null), false);
        assertThat(reached.reject().method()).isEqualTo(ThresholdMethod.CONFORMAL);

        DecisionRule again = thresholds.changed(reached, new ThresholdRequest(0.001, null, null, null, null), false);
        assertThat(again.reject()).isEqualTo(first.reject());
        assertThat(otherVersion
                        .changed(again, ThresholdRequest.NOTHING, true)
                        .reject()
                        .extrapolated())
                .isTrue();

        DecisionRule back = thresholds.changed(again, new ThresholdRequest(null, null, null, null, false), false);
        assertThat(back.reject().method()).isEqualTo(ThresholdMethod.CONFORMAL_LARGEST);
        assertThat(back.reject().falseRejectWanted()).isEqualTo(0.001);
    }

    @Test
    void limit_by_hand_stays_with_its_version() {
        DecisionRule before = thresholds.first(new ThresholdRequest(null, null, 195.0, null, null));

        assertThat(thresholds.changed(before, ThresholdRequest.NOTHING, false)).isEqualTo(before);
    }
}
