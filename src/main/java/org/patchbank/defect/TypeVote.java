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
 * @param reason why it abstains; empty where it does not
 */
public record TypeVote(
        Optional<String> type, double support, List<Share> votes, int neighbours, Optional<String> reason) {
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
        Optional<String> reason = reason(voters.size(), support);
        return new TypeVote(
                reason.isPresent() ? Optional.empty() : Optional.of(votes.get(0).type()),
                support,
                votes,
                voters.size(),
                reason);
    }

    private static Optional<String> reason(int voters, double support) {
        if (voters < LEAST_VOTERS) {
            return Optional.of("fewer than %d defects that a person has named are known".formatted(LEAST_VOTERS));
        }
        return support < LEAST_SUPPORT
                ? Optional.of(
                        "the named neighbours disagree: none has %.0f %% of the vote".formatted(LEAST_SUPPORT * 100))
                : Optional.empty();
    }
}
