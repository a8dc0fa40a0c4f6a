package org.patchbank.inspection.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbank.inspection.Quality;
import org.patchbank.scoring.BinomialInterval;
import org.patchbank.scoring.Decision;

class EstimateTest {
    @Test
    void wilson_intervals_are_those_of_the_literature() {
        // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
        assertThat(new BinomialInterval(81, 263).low()).isEqualTo(0.2553, within(5e-5));
        assertThat(new BinomialInterval(81, 263).high()).isEqualTo(0.3662, within(5e-5));
        assertThat(new BinomialInterval(15, 148).low()).isEqualTo(0.0624, within(5e-5));
        assertThat(new BinomialInterval(15, 148).high()).isEqualTo(0.1605, within(5e-5));
        assertThat(new BinomialInterval(0, 20).low()).isZero();
        assertThat(new BinomialInterval(0, 20).high()).isEqualTo(0.1611, within(5e-5));
        assertThat(new BinomialInterval(1, 29).low()).isEqualTo(0.0061, within(5e-5));
        assertThat(new BinomialInterval(1, 29).high()).isEqualTo(0.1718, within(5e-5));
    }

    @Test
    void parts_that_were_all_judged_are_known() {
        Estimate estimate = Estimate.of(List.of(new PartCounts(0, 7, 3), new PartCounts(0, 0, 0)), PartCounts::good);

        assertThat(estimate.parts()).hasValue(7);
        assertThat(estimate.low()).isEqualTo(7);
        assertThat(estimate.high()).isEqualTo(7);
    }

    @Test
    void parts_of_which_none_was_judged_are_bounded_only() {
        Estimate estimate =
                Estimate.of(List.of(new PartCounts(100, 0, 0), new PartCounts(0, 2, 4)), PartCounts::defective);

        assertThat(estimate.parts()).isEmpty();
        assertThat(estimate.low()).isEqualTo(4);
        assertThat(estimate.high()).isEqualTo(104);
    }

    @Test
    void unjudged_parts_are_expected_as_the_judged_ones_of_their_decision() {
        Estimate one = Estimate.of(List.of(new PartCounts(100, 30, 10)), PartCounts::good);

        assertThat(one.parts()).hasValue(30 + 75);
        assertThat(one.low()).isEqualTo(30 + 100 * new BinomialInterval(30, 40).low(), within(1e-9));
        assertThat(one.high()).isEqualTo(30 + 100 * new BinomialInterval(30, 40).high(), within(1e-9));
        Estimate two = Estimate.of(List.of(new PartCounts(100, 30, 10), new PartCounts(50, 1, 9)), PartCounts::good);
        assertThat(two.parts()).hasValue(105 + 6);
        assertThat(two.high() - 111)
                .isGreaterThan(one.high() - 105)
                .isLessThan(one.high() - 105 + 50 * (new BinomialInterval(1, 10).high() - 0.1));
    }

    @Test
    void limits_move_parts_from_one_zone_to_another() {
        ScoreSample.Builder builder = new ScoreSample.Builder();
        for (int i = 1; i <= 100; i++) {
            Decision decision = i > 90 ? Decision.REJECT : i > 80 ? Decision.REVIEW : Decision.ACCEPT;
            Optional<Quality> said =
                    i <= 80 ? Optional.empty() : Optional.of(i % 2 == 0 ? Quality.GOOD : Quality.DEFECTIVE);
            builder.add(decision, said, i);
        }
        ScoreSample sample = builder.build();

        WhatIf present = WhatIf.at(sample, 80, 90);
        assertThat(present.inspections()).isEqualTo(100);
        assertThat(present.accepted()).isEqualTo(80);
        assertThat(present.reviewed()).isEqualTo(10);
        assertThat(present.rejected()).isEqualTo(10);
        assertThat(present.overkill().parts()).hasValue(5);
        assertThat(present.escape().parts()).isEmpty();

        WhatIf higher = WhatIf.at(sample, 85, 96);
        assertThat(higher.accepted()).isEqualTo(85);
        assertThat(higher.rejected()).isEqualTo(4);
        assertThat(higher.overkill().parts()).hasValue(2);
        assertThat(higher.escape().known()).isEqualTo(3);
        assertThat(WhatIf.at(sample, 80.5, 80.5).reviewed()).isZero();
        assertThat(WhatIf.at(sample, 0, 1000).rejected()).isZero();
    }
}
