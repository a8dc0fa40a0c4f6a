package org.patchbank.query.deployment;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.ChangeReason;
import org.patchbank.deployment.ThresholdRequest;

/** Which limits a deployment shall have. */
@Schema(
        name = "ThresholdChangeRequest",
        description = "Rates or values that shall hold from now on; what is left out stays",
        example = """
                {"reject_rate": 0.02, "reason": "too many good parts rejected in week 47"}""")
public record ThresholdChangeRequest(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double rejectRate,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double reviewRate,

        @DecimalMin("-1e12") @DecimalMax("1e12") Double rejectThreshold,
        @DecimalMin("-1e12") @DecimalMax("1e12") Double reviewThreshold,

        @Schema(
                description =
                        "Let limits be extrapolated from the tail of the scores where the calibration images are too few"
                                + " for the rate; left out, as it was")
        Boolean extrapolate,

        @Schema(description = "Kept with the history") @Size(max = 2000) String reason,

        @Schema(description = "Who; kept with the history") @Size(min = 1, max = 200) String by) {

    ThresholdRequest wish() {
        return new ThresholdRequest(rejectRate, reviewRate, rejectThreshold, reviewThreshold, extrapolate);
    }

    ChangeReason why() {
        return new ChangeReason(reason, by);
    }
}
