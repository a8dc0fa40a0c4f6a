package org.patchbank.query.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.ChangeReason;
import org.patchbank.deployment.RollingPlan;
import org.patchbank.deployment.ThresholdRequest;
import org.patchbank.query.Params;

/** What it takes to deploy a version. */
@Schema(
        name = "NewDeployment",
        description = "Which version judges a product on a line, and how often a good part may be rejected or reviewed",
        example = """
                {"product": "tile", "line": "line-1", "reference_set": "tile-good", "version": 1,
                 "reject_rate": 0.01, "review_rate": 0.05}""")
public record NewDeployment(
        @NotBlank @Size(max = 200) String product,

        @Schema(defaultValue = "default") @Size(min = 1, max = 200) String line,

        @Schema(description = "Id or name") @NotBlank @Size(max = 200) String referenceSet,

        @NotNull @Min(1) Integer version,

        @Schema(description = "Share of good parts that may be rejected", defaultValue = "0.01")
        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double rejectRate,

        @Schema(description = "Share of good parts that may be rejected or reviewed", defaultValue = "0.05")
        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double reviewRate,

        @Schema(description = "A reject limit set by hand, instead of a rate") @DecimalMin("-1e12") @DecimalMax("1e12") Double rejectThreshold,

        @Schema(description = "A review limit set by hand, instead of a rate") @DecimalMin("-1e12") @DecimalMax("1e12") Double reviewThreshold,

        @Schema(description = "Limits that follow the accepted inspections; off unless given") @Valid RollingRequest rolling,

        @Schema(
                description =
                        "Let limits be extrapolated from the tail of the scores where the calibration images are too few"
                                + " for the rate; false where left out")
        Boolean extrapolate,

        @Schema(description = "Kept with the history") @Size(max = 2000) String reason,

        @Schema(description = "Who; kept with the history") @Size(min = 1, max = 200) String by) {

    String lineOrDefault() {
        return line == null ? Params.DEFAULT_LINE : line;
    }

    RollingPlan plan() {
        return rolling == null ? null : rolling.wish().plan();
    }

    ThresholdRequest wish() {
        return new ThresholdRequest(rejectRate, reviewRate, rejectThreshold, reviewThreshold, extrapolate);
    }

    ChangeReason why() {
        return new ChangeReason(reason, by);
    }
}
