package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.ThresholdRequest;
import org.patchbank.inspection.shadow.Shadow;
import org.patchbank.query.Uris;

/** A shadow, as answers write it. */
@Schema(
        name = "Shadow",
        description = "A version that scores every inspection of a deployment, and decides nothing",
        example = ShadowDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShadowDto(
        UUID id,
        UUID deployment,
        String referenceSet,
        int version,

        @Schema(description = "The limits that it would have")
        ThresholdDto.Pair threshold,

        @Schema(
                description = "Whose good images those follow from",
                enumeration = {"version", "deployment"})
        String calibration,

        @Schema(description = "Inspections received from then on are scored")
        Instant from,

        Instant startedAt,
        String startedBy,
        String reason,

        @Schema(description = "Absent while it runs") Instant endedAt,
        String endedBy,

        @Schema(
                description = "How it ended; absent while it runs",
                enumeration = {"promoted", "removed", "replaced"})
        String outcome,

        Links links) {

    static final String EXAMPLE = """
            {"id": "019ab1c4-1c2d-7abc-8def-0123456789ab", "deployment": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a",
             "reference_set": "tile-good", "version": 2, "threshold": {
               "review": {"value": 3.02, "method": "conformal", "false_reject_wanted": 0.05,
                 "false_reject_promised": 0.0498, "interval90": [0.0271, 0.0770], "calibration_images": 200,
                  "extrapolated": false},
               "reject": {"value": 3.33, "method": "conformal", "false_reject_wanted": 0.01,
                 "false_reject_promised": 0.00995, "interval90": [0.0018, 0.0235], "calibration_images": 200,
                  "extrapolated": false}},
             "calibration": "version", "from": "2026-11-23T08:15:00Z", "started_at": "2026-11-23T08:15:00Z",
             "started_by": "m.weber", "reason": "grown by 40 images",
             "links": {"deployment": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a",
               "comparison": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/shadow/comparison?shadow=019ab1c4-1c2d-7abc-8def-0123456789ab",
               "disagreements": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/shadow/disagreements?shadow=019ab1c4-1c2d-7abc-8def-0123456789ab"}}""";

    /** Where to go from a shadow. */
    @Schema(name = "ShadowLinks", example = """
                    {"deployment": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a",
                     "comparison": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/shadow/comparison?shadow=019ab1c4-1c2d-7abc-8def-0123456789ab",
                     "disagreements": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/shadow/disagreements?shadow=019ab1c4-1c2d-7abc-8def-0123456789ab"}""")
    public record Links(String deployment, String comparison, String disagreements) {}

    static ShadowDto of(Shadow shadow) {
        String deployment = DeploymentResource.PATH + "/" + shadow.deployment();
        String id = shadow.id().toString();
        return new ShadowDto(
                shadow.id(),
                shadow.deployment(),
                shadow.referenceSet(),
                shadow.version(),
                ThresholdDto.Pair.of(shadow.rule()),
                shadow.calibration().label(),
                shadow.from(),
                shadow.startedAt(),
                shadow.startedBy(),
                shadow.reason(),
                shadow.end().map(Shadow.End::at).orElse(null),
                shadow.end().map(Shadow.End::by).orElse(null),
                shadow.end().map(end -> end.outcome().label()).orElse(null),
                new Links(
                        deployment,
                        Uris.path(deployment + "/shadow/comparison", "shadow", id),
                        Uris.path(deployment + "/shadow/disagreements", "shadow", id)));
    }

    /** All that a deployment has had. */
    @Schema(name = "ShadowList", description = "Newest first", example = "{\"items\": [" + EXAMPLE + "]}")
    public record Items(List<ShadowDto> items) {}

    /** What a deployment tells of its shadow. */
    @Schema(
            name = "RunningShadow",
            description = "The version that scores beside the one in force, and decides nothing",
            example = Brief.EXAMPLE)
    public record Brief(UUID id, String referenceSet, int version, Instant from, String comparison) {
        static final String EXAMPLE = """
                {"id": "019ab1c4-1c2d-7abc-8def-0123456789ab", "reference_set": "tile-good", "version": 2,
                 "from": "2026-11-23T08:15:00Z", "comparison":
                   "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/shadow/comparison?shadow=019ab1c4-1c2d-7abc-8def-0123456789ab"}""";

        static Brief of(Shadow shadow) {
            return new Brief(
                    shadow.id(),
                    shadow.referenceSet(),
                    shadow.version(),
                    shadow.from(),
                    ShadowDto.of(shadow).links().comparison());
        }
    }

    /** Which version shall run as a shadow. */
    @Schema(
            name = "ShadowRequest",
            description =
                    "A ready version of the deployment's product, and the limits that it would have; rates that are left out are"
                            + " those of the deployment",
            example = """
                    {"version": 2, "reject_rate": 0.01, "review_rate": 0.05, "by": "m.weber", "reason": "grown by 40 images"}""")
    public record Request(
            @Schema(description = "Id or name; left out, the one in force") @Size(min = 1, max = 200) String referenceSet,

            @Schema(description = "Its number; left out, the one in force") @Min(1) Integer version,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double rejectRate,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double reviewRate,

            @DecimalMin("0") @DecimalMax("1e12") Double rejectThreshold,
            @DecimalMin("0") @DecimalMax("1e12") Double reviewThreshold,

            @Schema(
                    description =
                            "Let limits be extrapolated from the tail of the scores where the calibration images are too few"
                                    + " for the rate; left out, as the deployment has it")
            Boolean extrapolate,

            @Schema(
                    description =
                            "Score the inspections received from then on too, from their kept images; left out, those to come")
            Instant from,

            @Schema(description = "Kept with the shadow") @Size(max = 2000) String reason,

            @Schema(description = "Who; kept with the shadow") @Size(min = 1, max = 200) String by) {

        ThresholdRequest wish() {
            return new ThresholdRequest(rejectRate, reviewRate, rejectThreshold, reviewThreshold, extrapolate);
        }
    }

    /** Why a shadow is promoted. */
    @Schema(name = "Promotion", example = """
                    {"reason": "finds the scratches of week 47", "by": "m.weber",
                     "shadow": "019ab1c4-1c2d-7abc-8def-0123456789ab"}""")
    public record Promotion(
            @Schema(description = "Kept with the history") @Size(max = 2000) String reason,

            @Schema(description = "Who; kept with the history") @Size(min = 1, max = 200) String by,

            @Schema(description = "The shadow that was compared: another one is not promoted then")
            UUID shadow) {}

    /** Why a deployment goes back. */
    @Schema(name = "Reversion", example = "{\"reason\": \"rejects too many good parts\", \"by\": \"m.weber\"}")
    public record Reversion(
            @Schema(description = "Kept with the history") @Size(max = 2000) String reason,

            @Schema(description = "Who; kept with the history") @Size(min = 1, max = 200) String by,

            @Schema(description = "Back to this one; left out, to the one before the last change that a person made")
            @Min(1) Integer revision) {}
}
