package org.patchbank.evaluation.compare;

import java.util.List;
import org.patchbank.evaluation.compare.SpecComparison.Failed;
import org.patchbank.evaluation.compare.SpecComparison.Tried;
import org.patchbank.evaluation.report.Html;

/** A comparison as one page that needs nothing beside it. */
final class CompareReportPage {
    private final SpecComparison comparison;
    private final Recommendation recommendation;
    private final List<String> notes;
    private final StringBuilder page = new StringBuilder();

    CompareReportPage(SpecComparison comparison, Recommendation recommendation, List<String> notes) {
        this.notes = notes;
        this.comparison = comparison;
        this.recommendation = recommendation;
    }

    String html() {
        String name = Html.escape(String.valueOf(comparison
                .tried()
                .get(0)
                .result()
                .plan()
                .dataset()
                .root()
                .toAbsolutePath()
                .normalize()
                .getFileName()));
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Specs on ")
                .append(name)
                .append(" – Patchbank</title><style>")
                .append(Html.style())
                .append("</style></head><body><main>\n<header><p>Patchbank comparison</p><h1>")
                .append(name)
                .append("</h1><p><b>")
                .append(Html.escape(recommendation.name()))
                .append("</b>: ")
                .append(Html.escape(recommendation.reason()))
                .append("</p><p>")
                .append(Html.escape(recommendation.trust()))
                .append("</p></header>\n");
        table();
        failed();
        return page.append("</main></body></html>\n").toString();
    }

    private void table() {
        page.append("<section><h2>Specs</h2><table><thead><tr>");
        cells("th", CompareRows.titles(comparison));
        page.append("</tr></thead><tbody>");
        for (Tried tried : comparison.tried()) {
            page.append("<tr>");
            cells("td", CompareRows.row(tried));
            page.append("</tr>");
        }
        page.append("</tbody></table>");
        notes.forEach(note -> page.append("<p>").append(Html.escape(note)).append("</p>"));
        page.append("</section>\n");
    }

    private void cells(String tag, List<String> texts) {
        for (String text : texts) {
            page.append('<')
                    .append(tag)
                    .append('>')
                    .append(Html.escape(text))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
    }

    private void failed() {
        if (comparison.failed().isEmpty()) {
            return;
        }
        page.append("<section><h2>Not compared</h2><ul>");
        for (Failed failed : comparison.failed()) {
            page.append("<li><b>")
                    .append(Html.escape(failed.name()))
                    .append("</b>: ")
                    .append(Html.escape(failed.reason().getMessage()))
                    .append(". ")
                    .append(Html.escape(failed.reason().remedy()))
                    .append("</li>");
        }
        page.append("</ul></section>\n");
    }
}
