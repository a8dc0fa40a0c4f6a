package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.Rolling;

/** Rolling limits, as answers write them. */
@Schema(name = "Rolling", description = "How the limits follow the accepted inspections", example = """
                {"last": 500, "every": 100, "bound": 1.25, "shift": 0.12, "since": "2026-11-23T08:15:00Z",
                 "checked_at": "2026-11-23T11:40:00Z"}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollingDto(
        int last,
        int every,
        double bound,

        @Schema(description = "How far the limits are from the version's own, in units of the score")
        double shift,

        @Schema(
                description = "At which bound the limits came to a stop",
                enumeration = {"lower", "upper"})
        String stopped,

        @Schema(description = "What to do where they came to a stop")
        String advice,

        @Schema(description = "Earlier inspections do not count")
        Instant since,

        Instant checkedAt) {

    private static final String ADVICE = "The good parts have moved further from the calibration than the bound allows."
            + " Look at camera, light and part; then build a version from new good images, or PUT the deployment to start anew.";

    static RollingDto of(Rolling rolling) {
        return new RollingDto(
                rolling.plan().last(),
                rolling.plan().every(),
                rolling.plan().bound(),
                rolling.shift(),
                rolling.stopped()
                        .map(bound -> bound.name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                rolling.stopped().map(bound -> ADVICE).orElse(null),
                rolling.since(),
                rolling.checkedAt().orElse(null));
    }
}
