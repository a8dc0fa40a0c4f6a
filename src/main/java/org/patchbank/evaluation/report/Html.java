package org.patchbank.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Small parts of a page. */
public final class Html {
    private static final String STYLE = "report.css";

    private Html() {}

    /** Text that shows as it is, also within attributes. */
    public static String escape(String text) {
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

    /** The style of all pages. */
    public static String style() {
        try (InputStream stream = Html.class.getResourceAsStream(STYLE)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource " + STYLE);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
