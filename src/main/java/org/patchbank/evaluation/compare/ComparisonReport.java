package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison in the forms in which people and programs want it. */
public final class ComparisonReport {
    private final SpecComparison comparison;
    private final Recommendation recommendation;
    private final List<StorageCost> costs;

    public ComparisonReport(SpecComparison comparison) {
        this.comparison = comparison;
        this.recommendation = Recommendation.of(comparison);
        this.costs = StorageCost.of(comparison);
    }

    public ObjectNode json() {
        return CompareJson.write(comparison, recommendation, costs);
    }

    /** One page that needs nothing beside it. */
    public String html() {
        return new CompareReportPage(comparison, recommendation, notes()).html();
    }

    public List<String> titles() {
        return CompareRows.titles(comparison);
    }

    public List<List<String>> rows() {
        return comparison.tried().stream().map(CompareRows::row).toList();
    }

    /** Where the time went: embedding once should be nearly all that is not fitting and scoring. */
    private String seconds() {
        return String.format(
                Locale.ROOT,
                "Took %.0f s: embedding %.0f s, fits %.0f s, scorings %.0f s, figures %.0f s; all but fits and scorings is %.2f x the"
                        + " embedding.",
                comparison.seconds().total(),
                comparison.seconds().features(),
                comparison.fitSeconds(),
                comparison.scoringSeconds(),
                comparison.seconds().figures(),
                comparison.featuresRatio());
    }

    /** What is below the table of the page. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        costs.forEach(cost -> notes.add(cost.words()));
        notes.add(seconds());
        return notes;
    }

    /** What to say below the table. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add("Use " + recommendation.name() + ". " + recommendation.reason());
        words.add(recommendation.trust());
        costs.forEach(cost -> words.add(cost.words()));
        comparison
                .failed()
                .forEach(failed -> words.add("Not compared: %s [%s] %s. %s"
                        .formatted(
                                failed.name(),
                                failed.reason().code().code(),
                                failed.reason().getMessage(),
                                failed.reason().remedy())));
        words.add(seconds());
        return words;
    }
}
