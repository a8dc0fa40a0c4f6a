package org.patchbank.evaluation.report;

import static org.patchbank.evaluation.report.Html.escape;
import static org.patchbank.evaluation.report.Html.number;
import static org.patchbank.evaluation.report.Html.percent;

import java.io.IOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.patchbank.evaluation.picture.ReportPictures;
import org.patchbank.evaluation.trial.DefectFigures;
import org.patchbank.evaluation.trial.JudgedImage;
import org.patchbank.evaluation.trial.Latency;
import org.patchbank.evaluation.trial.TrialJson;
import org.patchbank.evaluation.trial.TrialResult;
import org.patchbank.image.PixelImage;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Threshold;

/** A trial's result as one page that needs nothing beside it. */
final class HtmlReport {
    private static final int WORST = 12;
    private static final int PICTURE_SIDE = 260;
    private static final float PICTURE_QUALITY = 0.85f;

    private final TrialResult result;
    private final ReportFolder folder;
    private final StringBuilder page = new StringBuilder();

    HtmlReport(TrialResult result, ReportFolder folder) {
        this.result = result;
        this.folder = folder;
    }

    String html() throws IOException {
        String name = escape(String.valueOf(
                result.plan().dataset().root().toAbsolutePath().normalize().getFileName()));
        int heldOut = result.fit().heldOut().size();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(name)
                .append(" – Patchbank</title><style>")
                .append(Html.style())
                .append("</style></head><body><main>\n");
        page.append("<header><p>Patchbank evaluation</p><h1>")
                .append(name)
                .append("</h1><p>Learned from ")
                .append(result.fit().images().size() - heldOut)
                .append(" good images")
                .append(heldOut == 0 ? "" : ", calibrated on " + heldOut + " held out")
                .append(", judged ")
                .append(result.good())
                .append(" good and ")
                .append(result.defective())
                .append(" defective ones with ")
                .append(escape(result.plan().spec().embedding().backbone()))
                .append(".</p></header>\n");
        tiles();
        threshold();
        defects();
        gallery(
                "Worst misses",
                "Defective parts that score lowest among those accepted.",
                worst(Comparator.comparingDouble(JudgedImage::score), false));
        gallery(
                "Worst false rejects",
                "Good parts that score highest among those rejected.",
                worst(Comparator.comparingDouble(JudgedImage::score).reversed(), true));
        details();
        return page.append("</main></body></html>\n").toString();
    }

    private void tiles() {
        page.append("<section class=\"tiles\">");
        tile(
                "image AUROC",
                number("%.4f", result.imageMetrics().map(m -> m.auroc()).orElse(null)));
        tile(
                "image AP",
                number(
                        "%.4f",
                        result.imageMetrics().map(m -> m.averagePrecision()).orElse(null)));
        tile("F1-max", number("%.4f", result.imageMetrics().map(m -> m.f1Max()).orElse(null)));
        tile(
                "pixel AUROC",
                number("%.4f", result.pixelMetrics().map(m -> m.auroc()).orElse(null)));
        tile(
                "AUPRO 30 %",
                number("%.4f", result.pixelMetrics().map(m -> m.aupro()).orElse(null)));
        Latency latency = result.latency();
        tile("inspection p50", number("%.1f ms", latency.p50()));
        page.append("</section>\n");
    }

    private void tile(String label, String value) {
        page.append("<div><b>").append(value).append("</b><span>").append(label).append("</span></div>");
    }

    private void threshold() {
        Threshold threshold = result.threshold();
        page.append(
                        "<section><h2>Scores</h2><p class=\"legend\"><i class=\"good\"></i> good <i class=\"bad\"></i> defective")
                .append(" – share of each class</p>")
                .append(new Histogram(result.images(), threshold.value()).svg())
                .append("<p>The threshold ")
                .append(number("%.4f", threshold.value()))
                .append(" was asked to reject ")
                .append(percent(threshold.falseRejectWanted()))
                .append(" of good parts. It promises ")
                .append(percent(threshold.falseRejectPromised()))
                .append(", with 90 % confidence ")
                .append(percent(threshold.low()))
                .append(" to ")
                .append(percent(threshold.high()))
                .append(" (")
                .append(threshold.calibrationImages())
                .append(" calibration images, ")
                .append(threshold.method().label())
                .append(threshold.extrapolated() ? ", extrapolated" : "")
                .append("). On the test images it rejects ")
                .append(result.overkillImages())
                .append(" of ")
                .append(result.good())
                .append(" good parts and accepts ")
                .append(result.escapeImages())
                .append(" of ")
                .append(result.defective())
                .append(" defective ones.</p>");
        Calibration.advice(threshold)
                .ifPresent(advice ->
                        page.append("<p class=\"note\">").append(escape(advice)).append("</p>"));
        page.append("</section>\n");
    }

    private void defects() {
        page.append("<section><h2>Defects</h2><table><thead><tr><th>defect</th><th>images</th><th>detected</th>")
                .append("<th>share</th><th>image AUROC</th></tr></thead><tbody>");
        result.perDefect().forEach((defect, figures) -> row(defect, figures));
        page.append("</tbody></table></section>\n");
    }

    private void row(String defect, DefectFigures figures) {
        double share = (double) figures.detected() / figures.images();
        page.append("<tr><td>")
                .append(escape(defect))
                .append("</td><td>")
                .append(figures.images())
                .append("</td><td>")
                .append(figures.detected())
                .append("</td><td>")
                .append(number("%.1f %%", 100 * share))
                .append("<meter value=\"")
                .append(number("%.3f", share))
                .append("\"></meter></td><td>")
                .append(number("%.4f", figures.imageAuroc()))
                .append("</td></tr>");
    }

    private List<JudgedImage> worst(Comparator<JudgedImage> order, boolean good) {
        return result.images().stream()
                .filter(good ? JudgedImage::isOverkill : JudgedImage::isEscape)
                .sorted(order)
                .limit(WORST)
                .toList();
    }

    private void gallery(String title, String meaning, List<JudgedImage> images) throws IOException {
        page.append("<section><h2>")
                .append(title)
                .append("</h2><p>")
                .append(images.isEmpty() ? "None." : meaning)
                .append("</p><div class=\"gallery\">");
        for (JudgedImage judged : images) {
            String name = escape(judged.image().name());
            page.append("<figure>");
            picture(folder.image(judged), name);
            picture(folder.overlay(result, judged), name + ", with its anomaly map");
            page.append("<figcaption>")
                    .append(name)
                    .append("<br>score ")
                    .append(number("%.4f", judged.score()))
                    .append("</figcaption></figure>");
        }
        page.append("</div></section>\n");
    }

    private void picture(PixelImage image, String name) {
        byte[] jpeg = ReportPictures.jpeg(ReportPictures.thumbnail(image, PICTURE_SIDE), PICTURE_QUALITY);
        page.append("<img alt=\"")
                .append(name)
                .append("\" src=\"data:image/jpeg;base64,")
                .append(Base64.getEncoder().encodeToString(jpeg))
                .append("\">");
    }

    private void details() {
        page.append("<section><details><summary>All figures</summary><pre>")
                .append(escape(TrialJson.write(result).toPrettyString()))
                .append(
                        "</pre></details><p class=\"small\">Beside this page: overlay/ (map as heat, outlined where it is above the")
                .append(" threshold), map/ (16-bit grey, white is ")
                .append(number("%.4g", ReportFolder.FULL_SCALE))
                .append(" times the threshold) and scores.csv, for every test image.</p></section>");
    }
}
