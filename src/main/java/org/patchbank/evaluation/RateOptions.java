package org.patchbank.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say how often good parts may be stopped. */
final class RateOptions {
    @Option(
            names = "--reject-rate",
            paramLabel = "RATE",
            description = "Share of good parts that may be rejected, e.g. 0.01 (default for a new deployment: 0.01).")
    private Double reject;

    @Option(
            names = "--review-rate",
            paramLabel = "RATE",
            description =
                    "Share of good parts that may be stopped at all, rejected ones included; those between the two"
                            + " limits are for a person to look at (default for a new deployment: 0.05).")
    private Double review;

    @Option(
            names = "--extrapolate",
            description = "Where the good images are too few for a rate, extrapolate the limit from the tail of their"
                    + " scores.")
    private boolean extrapolate;

    /** As fields of the API. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (reject != null) {
            fields.put("reject_rate", reject);
        }
        if (review != null) {
            fields.put("review_rate", review);
        }
        if (extrapolate) {
            fields.put("extrapolate", true);
        }
        return fields;
    }
}
