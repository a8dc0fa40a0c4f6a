package org.patchbank.query.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.ChangeReason;
import org.patchbank.deployment.RollingThresholdRequest;
import org.patchbank.deployment.ThresholdRequest;

/** What shall be different about a deployment. */
@Schema(
        name = "DeploymentChange",
        description = "What shall change; what is left out stays. Another version is always calibrated anew",
        example = """
                {"version": 2, "reason": "new lamp on the line"}""")
public record DeploymentChange(
        @Schema(description = "Id or name; left out, the present one") @Size(min = 1, max = 200) String referenceSet,

        @Min(1) Integer version,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double rejectRate,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double reviewRate,

        @DecimalMin("-1e12") @DecimalMax("1e12") Double rejectThreshold,
        @DecimalMin("-1e12") @DecimalMax("1e12") Double reviewThreshold,

        @Schema(description = "Limits that follow the accepted inspections; left out, it stays as it is") @Valid RollingRequest rolling,

        @Schema(
                description =
                        "Let limits be extrapolated from the tail of the scores where the calibration images are too few"
                                + " for the rate; left out, as it was")
        Boolean extrapolate,

        @Schema(description = "Kept with the history") @Size(max = 2000) String reason,

        @Schema(description = "Who; kept with the history") @Size(min = 1, max = 200) String by) {

    RollingThresholdRequest rollingWish() {
        return rolling == null ? null : rolling.wish();
    }

    ThresholdRequest wish() {
        return new ThresholdRequest(rejectRate, reviewRate, rejectThreshold, reviewThreshold, extrapolate);
    }

    ChangeReason why() {
        return new ChangeReason(reason, by);
    }
}
