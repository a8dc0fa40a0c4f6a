package org.patchbank.inspection.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Recorded scores of the version in force, counted between equidistant edges, by what people said.
 *
 * @param edges ascending, one more than there are bins; the first and the last bin hold all that lies beyond too
 * @param review the limit in force
 * @param reject the limit in force
 * @param readAt inspections and verdicts after that are not counted yet
 */
public record ScoreHistogram(
        UUID deployment,
        String referenceSet,
        int version,
        double review,
        double reject,
        Instant readAt,
        long inspections,
        List<Double> edges,
        List<Long> unjudged,
        List<Long> good,
        List<Long> defective) {
    /** Beyond this many reject limits a score is a defect whatever the limit. */
    private static final double REJECTS_SHOWN = 2;

    /** Scores from the smallest one, or below the review limit, to the largest, but not far beyond the reject limit. */
    static double[] edges(ScoreSample sample, double review, double reject, int bins) {
        double span = Math.max(Math.abs(reject), 1e-9);
        double low = Math.min(sample.smallest().orElse(review), review - 0.05 * span);
        double high = Math.max(Math.min(sample.largest().orElse(reject), REJECTS_SHOWN * span), reject + 0.15 * span);
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low + (high - low) * i / bins;
        }
        return edges;
    }
}
