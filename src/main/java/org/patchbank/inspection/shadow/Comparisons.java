package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.history.Estimate;
import org.patchbank.inspection.history.PartCounts;
import org.patchbank.inspection.shadow.ComparisonStore.CellRow;
import org.patchbank.inspection.shadow.ComparisonStore.Range;
import org.patchbank.inspection.shadow.ComparisonStore.VerdictRow;
import org.patchbank.inspection.shadow.ShadowComparison.Cell;
import org.patchbank.inspection.shadow.ShadowComparison.Side;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.scoring.BinomialInterval;
import org.patchbank.scoring.Decision;

/** Compares shadows with what was in force; changes nothing. */
@ApplicationScoped
public class Comparisons {
    private static final Instant END_OF_TIME = Instant.EPOCH.plus(Duration.ofDays(365L * 5000));

    private final Shadows shadows;
    private final ComparisonStore store;
    private final DisagreementStore disagreements;

    Comparisons(Shadows shadows, ComparisonStore store, DisagreementStore disagreements) {
        this.shadows = shadows;
        this.store = store;
        this.disagreements = disagreements;
    }

    /**
     * @param shadow which one of the deployment, or null for the one that runs, or ran last
     * @param from null for all that it covers
     * @param to exclusive; null for until now, or until it ended
     * @throws PatchbankException if there is no such deployment or shadow
     */
    public ShadowComparison compare(UUID deployment, UUID shadow, Instant from, Instant to) {
        Shadow compared = find(deployment, shadow);
        Range range = range(compared, from, to);
        List<CellRow> rows = store.cells(compared, range);
        List<Cell> cells = cells(rows, store.verdicts(compared, range));
        Histograms histograms = new Histograms();
        rows.forEach(row -> histograms.add(row.inForceBin(), row.besideBin(), row.inspections()));
        return new ShadowComparison(
                compared,
                from == null || from.isBefore(compared.from()) ? compared.from() : from,
                to,
                store.missed(compared, range),
                rows.stream()
                        .filter(CellRow::caughtUp)
                        .mapToLong(CellRow::inspections)
                        .sum(),
                store.refused(compared, range),
                cells,
                side(cells, histograms.inForce(), decision -> cell -> cell.inForce() == decision),
                side(cells, histograms.beside(), decision -> cell -> cell.beside() == decision),
                histograms.rankCorrelation(),
                store.times(compared, range));
    }

    /**
     * The inspections that were decided otherwise than the shadow would have.
     *
     * @param shadow which one of the deployment, or null for the one that runs, or ran last
     * @param cursor from the page before, or null to start
     * @throws PatchbankException if there is no such deployment or shadow, or the cursor is of another list
     */
    public Page<Disagreement> disagreements(
            UUID deployment, UUID shadow, Disagreement.Filter filter, String cursor, int limit) {
        Shadow compared = find(deployment, shadow);
        return disagreements.list(compared, range(compared, filter.from(), filter.to()), filter, cursor, limit);
    }

    private Shadow find(UUID deployment, UUID shadow) {
        return shadows.all(deployment).stream()
                .filter(each -> shadow == null || each.id().equals(shadow))
                .findFirst()
                .orElseThrow(() -> new PatchbankException(
                        ShadowErrorCode.SHADOW_NOT_FOUND,
                        shadow == null
                                ? "No shadow has run beside deployment " + deployment + "."
                                : "No shadow " + shadow + " has run beside deployment " + deployment + ".",
                        "PUT /api/v1/deployments/%1$s/shadow has a version run as its shadow; GET /api/v1/deployments/%1$s/shadow/history lists them."
                                .formatted(deployment)));
    }

    private static Range range(Shadow shadow, Instant from, Instant to) {
        Instant first = from == null || from.isBefore(shadow.from()) ? shadow.from() : from;
        Instant ended = shadow.end().map(Shadow.End::at).orElse(END_OF_TIME);
        return new Range(
                TimeOrderedId.firstAt(first), TimeOrderedId.firstAt(to == null || to.isAfter(ended) ? ended : to));
    }

    private static List<Cell> cells(List<CellRow> rows, List<VerdictRow> verdicts) {
        List<Cell> cells = new ArrayList<>();
        for (Decision inForce : Decision.values()) {
            for (Decision beside : Decision.values()) {
                long inspections = rows.stream()
                        .filter(row -> row.inForce() == inForce && row.beside() == beside)
                        .mapToLong(CellRow::inspections)
                        .sum();
                if (inspections > 0) {
                    cells.add(new Cell(
                            inForce,
                            beside,
                            inspections,
                            judged(verdicts, inForce, beside, Quality.GOOD),
                            judged(verdicts, inForce, beside, Quality.DEFECTIVE)));
                }
            }
        }
        return cells;
    }

    private static long judged(List<VerdictRow> verdicts, Decision inForce, Decision beside, Quality quality) {
        return verdicts.stream()
                .filter(row -> row.inForce() == inForce && row.beside() == beside && row.quality() == quality)
                .mapToLong(VerdictRow::inspections)
                .sum();
    }

    @FunctionalInterface
    private interface Deciding {
        Predicate<Cell> as(Decision decision);
    }

    private static Side side(List<Cell> cells, List<Long> histogram, Deciding deciding) {
        List<Cell> accepted =
                cells.stream().filter(deciding.as(Decision.ACCEPT)).toList();
        List<Cell> reviewed =
                cells.stream().filter(deciding.as(Decision.REVIEW)).toList();
        List<Cell> rejected =
                cells.stream().filter(deciding.as(Decision.REJECT)).toList();
        return new Side(
                inspections(accepted),
                inspections(reviewed),
                inspections(rejected),
                new BinomialInterval(good(rejected), good(rejected) + defective(rejected)),
                new BinomialInterval(defective(accepted), good(accepted) + defective(accepted)),
                Estimate.of(strata(rejected), PartCounts::good),
                Estimate.of(strata(accepted), PartCounts::defective),
                histogram);
    }

    private static long inspections(List<Cell> cells) {
        return cells.stream().mapToLong(Cell::inspections).sum();
    }

    private static long good(List<Cell> cells) {
        return cells.stream().mapToLong(Cell::good).sum();
    }

    private static long defective(List<Cell> cells) {
        return cells.stream().mapToLong(Cell::defective).sum();
    }

    /** Which parts people look at follows from what was decided of them then, whatever the shadow says of them. */
    private static List<PartCounts> strata(List<Cell> cells) {
        List<PartCounts> strata = new ArrayList<>();
        for (Decision inForce : Decision.values()) {
            List<Cell> alike =
                    cells.stream().filter(cell -> cell.inForce() == inForce).toList();
            long judged = good(alike) + defective(alike);
            strata.add(new PartCounts(inspections(alike) - judged, good(alike), defective(alike)));
        }
        return strata;
    }
}
