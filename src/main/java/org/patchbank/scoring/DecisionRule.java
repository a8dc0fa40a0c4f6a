package org.patchbank.scoring;

/** Two limits: above {@code reject} a part is rejected, above {@code review} a person looks at it. */
public record DecisionRule(Threshold review, Threshold reject) {
    public DecisionRule {
        if (review.value() > reject.value()) {
            throw new IllegalArgumentException(
                    "the review limit " + review.value() + " is above the reject limit " + reject.value());
        }
    }

    public Decision decide(double score) {
        if (score > reject.value()) {
            return Decision.REJECT;
        }
        return score > review.value() ? Decision.REVIEW : Decision.ACCEPT;
    }
}
