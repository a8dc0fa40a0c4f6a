package org.patchbank.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.deployment.Rolling.Bound;
import org.patchbank.deployment.RollingThresholds.Move;
import org.patchbank.scoring.AcceptedDrift.Accepted;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.ThresholdMethod;

class RollingThresholdsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** Scores 1 to 199: the median is 100, the review limit 190, the reject limit 198. */
    private final double[] scores = IntStream.range(1, 200).asDoubleStream().toArray();

    private final RollingThresholds thresholds = new RollingThresholds(scores);
    private final DecisionRule own = new ThresholdRules(new Calibration(scores)).first(ThresholdRequest.NOTHING);
    private final Rolling rolling = Rolling.start(new RollingPlan(100, 20, 1.5), NOW);

    @Test
    void inspections_like_the_calibration_move_nothing() {
        assertThat(thresholds.next(own, rolling, accepted(0, own))).isEmpty();
    }

    @Test
    void both_limits_follow_a_rise() {
        Move move = thresholds.next(own, rolling, accepted(40, own)).orElseThrow();

        assertThat(move.rolling().shift()).isCloseTo(40, within(1.5));
        assertThat(move.rule().review().value()).isCloseTo(190 + move.rolling().shift(), within(1e-9));
        assertThat(move.rule().reject().value()).isCloseTo(198 + move.rolling().shift(), within(1e-9));
        assertThat(move.rule().reject().method()).isEqualTo(ThresholdMethod.ROLLING);
        assertThat(move.rule().reject().falseRejectPromised())
                .isEqualTo(own.reject().falseRejectPromised());
        assertThat(move.rule().reject().high()).isGreaterThan(own.reject().high());
        assertThat(move.rolling().stopped()).isEmpty();
        assertThat(move.reason()).startsWith("rolling: the last 100 accepted inspections lie +");
        assertThat(thresholds.next(move.rule(), move.rolling(), accepted(40, move.rule())))
                .as("and stay where they are then")
                .isEmpty();
    }

    @Test
    void limits_come_back_with_the_scores() {
        Move up = thresholds.next(own, rolling, accepted(40, own)).orElseThrow();
        Move back =
                thresholds.next(up.rule(), up.rolling(), accepted(0, up.rule())).orElseThrow();

        assertThat(back.rolling().shift()).isCloseTo(0, within(1.5));
    }

    @Test
    void rise_beyond_the_bound_stops_at_it() {
        Move move = thresholds.next(own, rolling, accepted(70, own)).orElseThrow();

        assertThat(move.rule().review().value()).isCloseTo(100 + 90 * 1.5, within(1e-9));
        assertThat(move.rolling().stopped()).contains(Bound.UPPER);
        assertThat(move.reason()).endsWith("the upper bound: stopped");
        assertThat(move.rule().review().falseRejectPromised())
                .as("the promise does not hold there")
                .isGreaterThan(0.1);
        assertThat(thresholds.next(move.rule(), move.rolling(), accepted(0, move.rule())))
                .isEqualTo(Optional.empty());
    }

    @Test
    void fall_beyond_the_bound_stops_at_its_inverse() {
        Move move = thresholds.next(own, rolling, accepted(-60, own)).orElseThrow();

        assertThat(move.rule().review().value()).isCloseTo(100 + 90 / 1.5, within(1e-9));
        assertThat(move.rolling().stopped()).contains(Bound.LOWER);
    }

    /** A drift that is slow enough to be followed step by step gets no further than one that comes at once. */
    @Test
    void slow_drift_does_not_walk_the_limits_past_the_bound() {
        DecisionRule rule = own;
        Rolling state = rolling;
        for (int drift = 0; drift < 500; drift += 5) {
            Optional<Move> move = thresholds.next(rule, state, accepted(drift, rule));
            rule = move.map(Move::rule).orElse(rule);
            state = move.map(Move::rolling).orElse(state);
            if (drift >= 150) {
                assertThat(state.stopped()).contains(Bound.UPPER);
            }
        }

        assertThat(rule.review().value()).isCloseTo(100 + 90 * 1.5, within(1e-9));
    }

    /** A hundred accepted parts, evenly spread over the calibration scores shifted by {@code drift} and cut off at the limit. */
    private List<Accepted> accepted(double drift, DecisionRule rule) {
        double limit = rule.review().value();
        double highest = Math.min(199.5, limit - drift);
        return IntStream.range(0, 100)
                .mapToObj(i -> new Accepted(Math.min(limit, 0.5 + (highest - 0.5) * (i + 0.5) / 100 + drift), limit))
                .toList();
    }
}
