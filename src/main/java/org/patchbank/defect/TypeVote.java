package org.patchbank.defect;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the named neighbours of a defect say it is. Each votes with a weight that falls with its distance; where the winner has too small
 * a share, or too few vote, the vote abstains.
 *
 * @param type what is suggested; empty where the vote abstains
 * @param support the winner's share of all weights, from 0 to 1
 * @param votes the share of every type, the largest first
 * @param neighbours how many voted
 * @param abstention why it abstains; empty where it does not
 */
public record TypeVote(
        Optional<String> type, double support, List<Share> votes, int neighbours, Optional<Abstention> abstention) {
    /** Neighbours that vote, at most. */
    static final int VOTERS = 10;
    /** Fewer say nothing. */
    static final int LEAST_VOTERS = 3;
    /** Of all weights; less is a disagreement. */
    static final double LEAST_SUPPORT = 0.6;
    /** Keeps the weight of one that is equal finite. */
    private static final double SOFT = 0.02;

    public TypeVote {
        votes = List.copyOf(votes);
    }

    /** Why a vote suggests nothing. */
    public enum Abstention {
        TOO_FEW(LEAST_VOTERS, "fewer than %d defects that a person has named are known"),
        DISAGREE((int) Math.round(100 * LEAST_SUPPORT), "the named neighbours disagree: none has %d %% of the vote");

        private final int least;
        private final String text;

        Abstention(int least, String text) {
            this.least = least;
            this.text = text;
        }

        /** How many it takes to vote, or how many percent of the vote. */
        public int least() {
            return least;
        }

        String text() {
            return text.formatted(least);
        }
    }

    /** The part of the weights that a type has. */
    public record Share(String type, double share) {}

    /** @param distance as cosine distance */
    record Voter(String type, double distance) {}

    static TypeVote of(List<Voter> voters) {
        Map<String, Double> weights = new TreeMap<>();
        voters.forEach(voter -> weights.merge(voter.type(), 1 / (voter.distance() + SOFT), Double::sum));
        double all = weights.values().stream().mapToDouble(weight -> weight).sum();
        List<Share> votes = weights.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue() / all))
                .sorted(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::type))
                .toList();
        double support = votes.isEmpty() ? 0 : votes.get(0).share();
        Optional<Abstention> abstention = abstention(voters.size(), support);
        return new TypeVote(
                abstention.isPresent()
                        ? Optional.empty()
                        : Optional.of(votes.get(0).type()),
                support,
                votes,
                voters.size(),
                abstention);
    }

    private static Optional<Abstention> abstention(int voters, double support) {
        if (voters < LEAST_VOTERS) {
            return Optional.of(Abstention.TOO_FEW);
        }
        return support < LEAST_SUPPORT ? Optional.of(Abstention.DISAGREE) : Optional.empty();
    }

    /** Why it abstains, in words; empty where it does not. */
    public Optional<String> reason() {
        return abstention.map(Abstention::text);
    }
}
