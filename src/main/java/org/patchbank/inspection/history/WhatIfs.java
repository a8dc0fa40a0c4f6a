package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.patchbank.deployment.DeploymentError;
import org.patchbank.deployment.Deployments;
import org.patchbank.deployment.ThresholdChange;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.Decision;

/** Tries other limits on what a deployment has recorded; changes nothing. */
@ApplicationScoped
public class WhatIfs {
    private final Deployments deployments;
    private final Scores scores;
    private final Clock clock;

    WhatIfs(Deployments deployments, Scores scores, Clock clock) {
        this.deployments = deployments;
        this.scores = scores;
        this.clock = clock;
    }

    /**
     * What the limits in force and other ones come to, on the same inspections.
     *
     * @param readAt inspections and verdicts after that are not counted yet
     */
    public record Comparison(
            UUID deployment,
            String referenceSet,
            int version,
            Instant from,
            Instant to,
            Instant readAt,
            WhatIf present,
            WhatIf wanted) {}

    /**
     * Tries limits on the inspections that were judged by the version in force: scores of another one mean something else.
     *
     * @param review or null for the present one
     * @param reject or null for the present one
     * @param from null for all
     * @param to exclusive; null for until now
     * @throws PatchbankException if there is no such deployment, or the review limit lies above the reject limit
     */
    public Comparison compare(UUID deployment, Double review, Double reject, Instant from, Instant to) {
        List<ThresholdChange> history = deployments.history(deployment);
        ThresholdChange present = history.get(0);
        double wantedReview = review == null ? present.rule().review().value() : review;
        double wantedReject = reject == null ? present.rule().reject().value() : reject;
        if (wantedReview > wantedReject) {
            throw new PatchbankException(
                    DeploymentError.THRESHOLDS_CROSSED,
                    "The review limit %s lies above the reject limit %s.".formatted(wantedReview, wantedReject),
                    "Give limits of which the review limit is the lower one.");
        }
        Scores.Kept kept = kept(deployment, history, from, to);
        return new Comparison(
                deployment,
                present.referenceSet(),
                present.version(),
                from,
                to,
                kept.readAt(),
                WhatIf.at(
                        kept.sample(),
                        present.rule().review().value(),
                        present.rule().reject().value()),
                WhatIf.at(kept.sample(), wantedReview, wantedReject));
    }

    /**
     * The scores that limits are tried on, as a histogram.
     *
     * @param bins how many
     * @param from null for all
     * @param to exclusive; null for until now
     * @throws PatchbankException if there is no such deployment
     */
    public ScoreHistogram histogram(UUID deployment, int bins, Instant from, Instant to) {
        List<ThresholdChange> history = deployments.history(deployment);
        ThresholdChange present = history.get(0);
        Scores.Kept kept = kept(deployment, history, from, to);
        double review = present.rule().review().value();
        double reject = present.rule().reject().value();
        double[] edges = ScoreHistogram.edges(kept.sample(), review, reject, bins);
        long[] unjudged = new long[bins];
        long[] good = new long[bins];
        long[] defective = new long[bins];
        for (int i = 0; i < bins; i++) {
            double above = i == 0 ? Double.NEGATIVE_INFINITY : edges[i];
            double upTo = i == bins - 1 ? Double.POSITIVE_INFINITY : edges[i + 1];
            for (Decision decision : Decision.values()) {
                var counts = kept.sample().between(decision, above, upTo);
                unjudged[i] += counts.unjudged();
                good[i] += counts.good();
                defective[i] += counts.defective();
            }
        }
        return new ScoreHistogram(
                deployment,
                present.referenceSet(),
                present.version(),
                review,
                reject,
                kept.readAt(),
                kept.sample().size(),
                DoubleStream.of(edges).boxed().toList(),
                LongStream.of(unjudged).boxed().toList(),
                LongStream.of(good).boxed().toList(),
                LongStream.of(defective).boxed().toList());
    }

    /** Of the inspections that the version in force has judged. */
    private Scores.Kept kept(UUID deployment, List<ThresholdChange> history, Instant from, Instant to) {
        ThresholdChange present = history.get(0);
        List<Integer> revisions = history.stream()
                .filter(change -> change.version() == present.version()
                        && change.referenceSet().equals(present.referenceSet()))
                .map(ThresholdChange::revision)
                .toList();
        Instant first = from == null ? Instant.EPOCH : from;
        // Rounded up, so that moving a limit again asks for the same inspections.
        Instant end = to == null ? clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2)) : to;
        return scores.of(new Scores.Key(deployment, revisions, first, end));
    }
}
