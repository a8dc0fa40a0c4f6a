package org.patchbank.evaluation.compare;

import java.util.List;
import java.util.Locale;
import org.patchbank.evaluation.compare.SpecComparison.Tried;
import org.patchbank.evaluation.trial.TrialResult;

/** A comparison as a table of texts, for the console and for the page. */
final class CompareRows {
    private CompareRows() {}

    static List<String> titles(SpecComparison comparison) {
        String of = comparison.synthetic() ? " (synthetic)" : "";
        return List.of(
                "spec",
                "image AUROC" + of,
                "pixel AUROC",
                "AUPRO",
                "overkill",
                "escape" + of,
                "threshold ±",
                "ms",
                "bank",
                "fit s");
    }

    static List<String> row(Tried tried) {
        TrialResult result = tried.result();
        return List.of(
                tried.name(),
                number(
                        "%.4f",
                        result.imageMetrics().map(metrics -> metrics.auroc()).orElse(null)),
                number(
                        "%.4f",
                        result.pixelMetrics().map(metrics -> metrics.auroc()).orElse(null)),
                number(
                        "%.4f",
                        result.pixelMetrics().map(metrics -> metrics.aupro()).orElse(null)),
                percent(result.overkill()),
                percent(result.escape()),
                percent(tried.stability().relativeDeviation()),
                number("%.1f", result.latency().p50()),
                bytes(result.state().size()),
                number("%.1f", tried.fitSeconds()));
    }

    private static String number(String format, Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String percent(Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
    }
}
