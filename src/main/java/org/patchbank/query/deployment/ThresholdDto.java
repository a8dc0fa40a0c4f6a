package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;

/** A calibrated limit, as answers write it. */
@Schema(
        name = "Threshold",
        description = "A limit of the score with the false-reject rate that the calibration images allow it to promise",
        example = ThresholdDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThresholdDto(
        double value,

        @Schema(
                description = "How it was found",
                enumeration = {"conformal", "conformal_largest", "pareto_tail", "manual", "rolling"})
        String method,

        @Schema(description = "Share of good parts that may lie above it, as asked for")
        double falseRejectWanted,

        @Schema(description = "Expected share of good parts above it")
        double falseRejectPromised,

        @Schema(description = "90 % interval of the realised share")
        List<Double> interval90,

        int calibrationImages,

        @Schema(
                description = "Whether the limit lies beyond all scores that the calibration images have shown, along a"
                        + " generalised Pareto tail (method pareto_tail); asked for by extrapolate")
        boolean extrapolated,

        @Schema(description = "What to know and do where the wanted rate cannot be promised, or only by extrapolation")
        String advice) {

    static final String EXAMPLE = """
            {"value": 3.41, "method": "conformal", "false_reject_wanted": 0.01, "false_reject_promised": 0.00995,
             "interval90": [0.0018, 0.0235], "calibration_images": 200,
                  "extrapolated": false}""";

    static ThresholdDto of(Threshold threshold) {
        return new ThresholdDto(
                threshold.value(),
                threshold.method().label(),
                threshold.falseRejectWanted(),
                threshold.falseRejectPromised(),
                List.of(threshold.low(), threshold.high()),
                threshold.calibrationImages(),
                threshold.extrapolated(),
                Calibration.advice(threshold).orElse(null));
    }

    /** Both limits of a deployment. */
    @Schema(
            name = "Thresholds",
            description = "Scores above review are looked at by a person, scores above reject are rejected",
            example = """
                    {"review": {"value": 3.12, "method": "conformal", "false_reject_wanted": 0.05,
                      "false_reject_promised": 0.0498, "interval90": [0.0271, 0.0770], "calibration_images": 200,
                  "extrapolated": false},
                     "reject": {"value": 3.41, "method": "conformal", "false_reject_wanted": 0.01,
                      "false_reject_promised": 0.00995, "interval90": [0.0018, 0.0235], "calibration_images": 200,
                  "extrapolated": false}}""")
    public record Pair(ThresholdDto review, ThresholdDto reject) {
        static Pair of(DecisionRule rule) {
            return new Pair(ThresholdDto.of(rule.review()), ThresholdDto.of(rule.reject()));
        }
    }
}
