package org.patchbank.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.defect.TypeVote.Voter;

class TypeVoteTest {
    @Test
    void nobody_to_ask_abstains() {
        TypeVote vote = TypeVote.of(List.of());
        assertThat(vote.type()).isEmpty();
        assertThat(vote.abstention()).contains(TypeVote.Abstention.TOO_FEW);
        assertThat(vote.reason()).contains("fewer than 3 defects that a person has named are known");
        assertThat(vote.support()).isZero();
    }

    @Test
    void two_who_agree_are_too_few() {
        assertThat(TypeVote.of(List.of(new Voter("crack", 0.1), new Voter("crack", 0.1)))
                        .type())
                .isEmpty();
    }

    @Test
    void nearer_neighbours_outweigh_more_that_are_farther() {
        TypeVote vote = TypeVote.of(List.of(
                new Voter("crack", 0.03),
                new Voter("crack", 0.05),
                new Voter("fray", 0.4),
                new Voter("fray", 0.4),
                new Voter("fray", 0.5)));
        assertThat(vote.type()).contains("crack");
        assertThat(vote.neighbours()).isEqualTo(5);
        assertThat(vote.votes().stream().mapToDouble(TypeVote.Share::share).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void neighbours_that_disagree_abstain_and_say_so() {
        TypeVote vote = TypeVote.of(List.of(
                new Voter("crack", 0.1), new Voter("fray", 0.1), new Voter("crack", 0.12), new Voter("fray", 0.12)));
        assertThat(vote.type()).isEmpty();
        assertThat(vote.support()).isCloseTo(0.5, within(1e-9));
        assertThat(vote.abstention()).contains(TypeVote.Abstention.DISAGREE);
        assertThat(vote.reason()).contains("the named neighbours disagree: none has 60 % of the vote");
    }
}
