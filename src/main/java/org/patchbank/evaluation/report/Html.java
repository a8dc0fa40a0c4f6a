package org.patchbank.evaluation.report;

import java.util.Locale;

/** Small parts of a page. */
final class Html {
    private Html() {}

    /** Text that shows as it is, also within attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A number, or a dash where there is none. */
    static String number(String format, Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * share);
    }
}
