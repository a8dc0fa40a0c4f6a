package org.patchbank.query.deployment;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.RollingPlan;
import org.patchbank.deployment.RollingThresholdRequest;

/** How limits shall follow the accepted inspections. */
@Schema(
        name = "RollingRequest",
        description =
                "Limits that follow the last accepted inspections of the deployment, within a bound; off by default",
        example = """
                {"last": 500, "every": 100, "bound": 1.25}""")
public record RollingRequest(
        @Schema(description = "false turns it off: the version's own limits hold again", defaultValue = "true")
        Boolean enabled,

        @Schema(
                description = "How many accepted inspections an estimate rests on; those found defective do not count",
                defaultValue = "500")
        @Min(RollingPlan.FEWEST) @Max(RollingPlan.MOST) Integer last,

        @Schema(description = "After how many new ones the next is made; a fifth of last unless given")
        @Min(1) @Max(RollingPlan.MOST) Integer every,

        @Schema(
                description = "The review limit's distance from the median calibration score stays within this factor"
                        + " of the version's own and its inverse; there the limits stop until somebody has looked",
                defaultValue = "1.25")
        @DecimalMin(value = "1", inclusive = false) @DecimalMax("3") Double bound) {

    private static final int DEFAULT_LAST = 500;
    private static final double DEFAULT_BOUND = 1.25;
    private static final int PART = 5;

    private int lastOrDefault() {
        return last == null ? DEFAULT_LAST : last;
    }

    RollingThresholdRequest wish() {
        if (Boolean.FALSE.equals(enabled)) {
            return new RollingThresholdRequest(null);
        }
        return new RollingThresholdRequest(new RollingPlan(
                lastOrDefault(),
                every == null ? lastOrDefault() / PART : every,
                bound == null ? DEFAULT_BOUND : bound));
    }
}
