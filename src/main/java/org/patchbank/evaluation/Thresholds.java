package org.patchbank.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** Says in words what a threshold promises. */
final class Thresholds {
    private Thresholds() {}

    /** @param threshold one threshold, or an object that holds them as {@code review} and {@code reject} */
    static void print(PrintWriter out, JsonNode threshold) {
        if (threshold == null || threshold.isNull()) {
            return;
        }
        if (threshold.has("value")) {
            printOne(out, "Rejects", threshold);
            return;
        }
        printOne(out, "Rejects", threshold.path("reject"));
        printOne(out, "Reviews", threshold.path("review"));
    }

    /** Whose good images the limits follow from, where that needs saying. */
    static void printCalibration(PrintWriter out, JsonNode calibration) {
        if (calibration == null || calibration.isNull()) {
            return;
        }
        if (calibration.path("source").asText().equals("deployment")) {
            out.printf(
                    Locale.ROOT,
                    "Calibrated  on %d good images of this line%n",
                    calibration.path("images").asLong());
        } else if (calibration.path("elsewhere").asBoolean()) {
            out.println("Calibrated  on another line's images");
        }
        if (calibration.hasNonNull("advice")) {
            out.println("            " + calibration.get("advice").asText());
        }
    }

    private static void printOne(PrintWriter out, String title, JsonNode threshold) {
        if (!threshold.hasNonNull("value")) {
            return;
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-12sscores above %.3f",
                title,
                threshold.get("value").asDouble()));
        if (threshold.path("extrapolated").asBoolean()) {
            text.append(" (extrapolated)");
        }
        JsonNode interval = threshold.path("interval90");
        if (threshold.hasNonNull("false_reject_promised") && interval.size() == 2) {
            text.append(String.format(
                    Locale.ROOT,
                    ": expect %.2g %% of good parts, %.2g to %.2g %% with 90 %% confidence (%d images)",
                    100 * threshold.get("false_reject_promised").asDouble(),
                    100 * interval.get(0).asDouble(),
                    100 * interval.get(1).asDouble(),
                    threshold.path("calibration_images").asLong()));
        }
        out.println(text);
        if (threshold.hasNonNull("advice")) {
            out.println("            " + threshold.get("advice").asText());
        }
    }
}
