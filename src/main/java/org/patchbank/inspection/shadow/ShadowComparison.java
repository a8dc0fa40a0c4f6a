package org.patchbank.inspection.shadow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.patchbank.inspection.history.Estimate;
import org.patchbank.scoring.BinomialInterval;
import org.patchbank.scoring.Decision;

/**
 * What was decided of the inspections of a period, beside what a shadow would have decided. Scores of two versions mean different things:
 * each is taken as a share of its own reject limit, so that 1 is the limit of either.
 *
 * @param from of the period
 * @param to exclusive; null for until now
 * @param missed inspections that have no score yet; they are caught up with while the shadow runs
 * @param caughtUp of those with a score, how many got it from the kept image later
 * @param refused inspections that the version cannot score, by error code
 * @param cells each pair of decisions that was met
 * @param rankCorrelation Spearman's, of the two scores; empty for fewer than two inspections, or where one score is always the same
 * @param times of the latest inspections; empty where there are none
 */
public record ShadowComparison(
        Shadow shadow,
        Instant from,
        Instant to,
        long missed,
        long caughtUp,
        Map<String, Long> refused,
        List<Cell> cells,
        Side inForce,
        Side beside,
        OptionalDouble rankCorrelation,
        Optional<Times> times) {

    /** Inspections of which the one and the other was decided. @param good of them, as people said; @param defective likewise */
    public record Cell(Decision inForce, Decision beside, long inspections, long good, long defective) {
        boolean agrees() {
            return inForce == beside;
        }
    }

    /**
     * What one of the two comes to.
     *
     * @param overkill good parts among the rejected ones that people judged
     * @param escape defective parts among the accepted ones that people judged
     * @param overkillParts how many good parts are rejected in all, expected by what people said of parts that were decided alike
     * @param escapeParts how many defective parts are accepted in all
     * @param histogram counts by share of the reject limit; bins of {@link Histograms#WIDTH}, the last for all above
     */
    public record Side(
            long accepted,
            long reviewed,
            long rejected,
            BinomialInterval overkill,
            BinomialInterval escape,
            Estimate overkillParts,
            Estimate escapeParts,
            List<Long> histogram) {}

    /**
     * Medians of the latest inspections.
     *
     * @param inForceMillis from the image to its regions, storing left out
     * @param besideMillis of the shadow's score
     * @param shared share of the shadow's scores that used embeddings made already
     */
    public record Times(long inspections, double inForceMillis, double besideMillis, double shared) {}

    /** Inspections with both decisions. */
    public long scored() {
        return cells.stream().mapToLong(Cell::inspections).sum();
    }

    /** All of the period. */
    public long inspections() {
        return scored()
                + missed
                + refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of those with both decisions, how many are decided alike. */
    public BinomialInterval agreement() {
        return new BinomialInterval(
                cells.stream().filter(Cell::agrees).mapToLong(Cell::inspections).sum(), scored());
    }
}
