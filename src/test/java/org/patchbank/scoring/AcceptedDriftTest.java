package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.scoring.AcceptedDrift.Accepted;
import org.patchbank.scoring.AcceptedDrift.Shift;

class AcceptedDriftTest {
    /** The roots of mean u = 1/2 and of the ends of the interval, by scipy.optimize.brentq over numpy.interp. */
    @Test
    void shift_and_interval_are_those_of_scipy() {
        double[] calibration = IntStream.range(0, 40)
                .mapToDouble(k -> 1 + 0.05 * k + 0.001 * k * k)
                .toArray();
        List<Accepted> accepted = List.of(
                new Accepted(1.3, 3.2),
                new Accepted(1.5, 3.2),
                new Accepted(1.9, 3.2),
                new Accepted(2.2, 3.2),
                new Accepted(2.6, 3.4),
                new Accepted(3.1, 3.4),
                new Accepted(1.7, 3.4),
                new Accepted(2.0, 3.4));

        Shift shift = new AcceptedDrift(calibration).estimate(accepted);

        assertThat(shift.value()).isCloseTo(0.12768472939347536, within(1e-9));
        assertThat(shift.low()).isCloseTo(-0.8126574074927705, within(1e-9));
        assertThat(shift.high()).isCloseTo(0.6682901410433525, within(1e-9));
    }

    @Test
    void no_drift_gives_none_though_only_accepted_parts_are_seen() {
        AcceptedDrift drift = new AcceptedDrift(scores(400, 0, new Random(1)));
        List<Accepted> accepted = accepted(4000, 0, 11.6, new Random(2));

        Shift shift = drift.estimate(accepted);

        assertThat(shift.value()).isCloseTo(0, within(0.12));
        assertThat(shift.low()).isLessThan(0);
        assertThat(shift.high()).isGreaterThan(0);
        assertThat(drift.contradicts(accepted, 0)).isFalse();
    }

    @Test
    void rise_is_seen_in_full_below_a_limit_that_cuts_a_third_off() {
        AcceptedDrift drift = new AcceptedDrift(scores(1000, 0, new Random(3)));
        List<Accepted> accepted = accepted(4000, 1, 11.5, new Random(4));

        assertThat(drift.estimate(accepted).value()).isCloseTo(1, within(0.12));
        assertThat(drift.contradicts(accepted, 0)).isTrue();
        assertThat(drift.contradicts(accepted, 1)).isFalse();
    }

    @Test
    void fall_is_seen() {
        AcceptedDrift drift = new AcceptedDrift(scores(1000, 0, new Random(5)));

        assertThat(drift.estimate(accepted(4000, -1.5, 11.6, new Random(6))).value())
                .isCloseTo(-1.5, within(0.12));
    }

    /** The naive rule, a quantile of the accepted, would lower the limit each time by the share that it cuts off. */
    @Test
    void recalibrating_again_and_again_does_not_walk_the_limit() {
        Random random = new Random(7);
        double[] calibration = scores(400, 0, random);
        AcceptedDrift drift = new AcceptedDrift(calibration);
        double own = new Calibration(calibration).threshold(0.05).value();
        double limit = own;
        for (int round = 0; round < 50; round++) {
            limit = own + drift.estimate(accepted(500, 0, limit, random)).value();
        }

        assertThat(limit).isCloseTo(own, within(0.25));
    }

    @Test
    void equal_scores_give_their_distance() {
        AcceptedDrift drift = new AcceptedDrift(new double[] {3, 3, 3});

        assertThat(drift.estimate(List.of(new Accepted(4, 9), new Accepted(4, 9)))
                        .value())
                .isCloseTo(1, within(1e-6));
    }

    private static double[] scores(int count, double shift, Random random) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 10 + shift + random.nextGaussian())
                .toArray();
    }

    private static List<Accepted> accepted(int count, double shift, double limit, Random random) {
        List<Accepted> accepted = new ArrayList<>();
        while (accepted.size() < count) {
            double score = 10 + shift + random.nextGaussian();
            if (score <= limit) {
                accepted.add(new Accepted(score, limit));
            }
        }
        return accepted;
    }
}
