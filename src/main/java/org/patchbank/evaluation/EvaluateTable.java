package org.patchbank.evaluation;

import java.io.PrintWriter;
import java.util.Locale;
import org.patchbank.evaluation.trial.Latency;
import org.patchbank.evaluation.trial.RefusedFile;
import org.patchbank.evaluation.trial.TrialJson;
import org.patchbank.evaluation.trial.TrialResult;
import org.patchbank.pipeline.fit.Fit.FitSeconds;

/** A trial's result for people at a console. */
final class EvaluateTable {
    private static final int NAMES_SHOWN = 5;

    private final TrialResult result;

    EvaluateTable(TrialResult result) {
        this.result = result;
    }

    void print(PrintWriter out) {
        printQuality(out);
        out.println();
        printDefects(out);
        out.println();
        Thresholds.print(out, TrialJson.write(result).path("threshold"));
        out.println(text(
                "On the test images: %d of %d good parts rejected (overkill), %d of %d defective parts accepted (escape)",
                result.overkillImages(), result.good(), result.escapeImages(), result.defective()));
        out.println();
        printCost(out);
        printDoubts(out);
        out.flush();
    }

    private void printQuality(PrintWriter out) {
        Table table = new Table("metric", "of images", "of pixels");
        table.row(
                "AUROC",
                share(result.imageMetrics().map(metrics -> metrics.auroc()).orElse(null)),
                share(result.pixelMetrics().map(metrics -> metrics.auroc()).orElse(null)));
        table.row(
                "average precision",
                share(result.imageMetrics()
                        .map(metrics -> metrics.averagePrecision())
                        .orElse(null)),
                share(result.pixelMetrics()
                        .map(metrics -> metrics.averagePrecision())
                        .orElse(null)));
        table.row(
                "F1-max",
                share(result.imageMetrics().map(metrics -> metrics.f1Max()).orElse(null)),
                "");
        table.row(
                "AUPRO (30 %)",
                "", share(result.pixelMetrics().map(metrics -> metrics.aupro()).orElse(null)));
        table.print(out);
    }

    private void printDefects(PrintWriter out) {
        Table table = new Table("defect", "images", "detected", "AUROC");
        result.perDefect()
                .forEach((defect, figures) -> table.row(
                        defect,
                        Integer.toString(figures.images()),
                        Integer.toString(figures.detected()),
                        share(figures.imageAuroc())));
        table.print(out);
    }

    private void printCost(PrintWriter out) {
        FitSeconds seconds = result.fit().seconds();
        int heldOut = result.fit().heldOut().size();
        out.println(text(
                "Fit         %.1f s (features %.1f, coreset %.1f, calibration %.1f): %d of %,d embeddings of dimension %d"
                        + " from %d images%s",
                seconds.total(),
                seconds.features(),
                seconds.coreset(),
                seconds.calibration(),
                result.state().bankRows(),
                result.fit().embeddings(),
                result.fit().dimension(),
                result.fit().images().size() - heldOut,
                heldOut == 0 ? "" : ", " + heldOut + " others held out to calibrate on"));
        Latency latency = result.latency();
        out.println(text(
                "Inspection  decided after p50 %.1f ms, p95 %.1f, p99 %.1f (backbone %.1f); map and regions after %.1f",
                latency.p50(), latency.p95(), latency.p99(), latency.backboneP50(), latency.answerP50()));
        result.peakMegabytes().ifPresent(peak -> out.println(text("Memory      %.0f MB at most", peak)));
        out.println(text(
                "Bank        %s, %.2f MB", result.bankHash(), result.state().size() / 1e6));
    }

    private void printDoubts(PrintWriter out) {
        result.warnings().forEach(warning -> out.println("WARNING     " + warning));
        if (!result.suspects().isEmpty()) {
            out.println("Suspects    "
                    + String.join(
                            ", ", result.suspects().stream().limit(NAMES_SHOWN).toList())
                    + (result.suspects().size() > NAMES_SHOWN ? ", ..." : "")
                    + ": look at these images to learn from, they lie far above the others");
        }
        for (RefusedFile file : result.refused()) {
            out.println("refused " + file.name() + " [" + file.code() + "]: " + file.detail() + ". " + file.remedy());
        }
    }

    private static String share(Double value) {
        return value == null ? "-" : text("%.4f", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
