package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.ThresholdChange;
import org.patchbank.inspection.shadow.Shadow;
import org.patchbank.query.Uris;
import org.patchbank.query.inspection.InspectionResource;
import org.patchbank.serving.BankSearch;

/** A deployment, as answers write it. */
@Schema(
        name = "Deployment",
        description = "Which reference version, with which thresholds, judges a product on a line",
        example = DeploymentDto.EXAMPLE)
public record DeploymentDto(
        UUID id,
        @Schema(description = "Whose line it is") String factory,
        String product,
        String line,
        String referenceSet,
        int version,

        @Schema(description = "Counts the changes of version or limits")
        int revision,

        ThresholdDto.Pair threshold,

        @Schema(description = "Whose good images the limits follow from")
        CalibrationDto calibration,

        @Schema(description = "Absent where the limits stay as they are") @JsonInclude(JsonInclude.Include.NON_NULL)
        RollingDto rolling,

        @Schema(description = "Where the node that answers searches the bank; absent until it is loaded")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        SearchDto search,

        @Schema(description = "Absent where no shadow runs") @JsonInclude(JsonInclude.Include.NON_NULL)
        ShadowDto.Brief shadow,

        Instant createdAt,
        Instant changedAt,
        Links links) {

    static final String EXAMPLE = """
            {"id": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a", "factory": "default", "product": "tile", "line": "line-1",
             "reference_set": "tile-good", "version": 1, "revision": 1,
             "threshold": {
               "review": {"value": 3.12, "method": "conformal", "false_reject_wanted": 0.05,
                 "false_reject_promised": 0.0498, "interval90": [0.0271, 0.0770], "calibration_images": 200,
                  "extrapolated": false},
               "reject": {"value": 3.41, "method": "conformal", "false_reject_wanted": 0.01,
                 "false_reject_promised": 0.00995, "interval90": [0.0018, 0.0235], "calibration_images": 200,
                  "extrapolated": false}},
             "calibration": {"source": "version", "images": 200, "built_for": {"factory": "default", "line": "line-1"},
               "elsewhere": false, "more_images": 0},
             "search": {"mode": "local", "reason": "fits", "memory_bytes": 63221760},
             "shadow": """ + ShadowDto.Brief.EXAMPLE + """
            , "created_at": "2026-11-23T08:15:00Z", "changed_at": "2026-11-23T08:15:00Z",
             "links": {"self": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a",
               "thresholds": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/thresholds",
               "calibration": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/calibration",
               "inspections": "/api/v1/inspections?product=tile&line=line-1"}}""";

    /** Where to go from a deployment. */
    @Schema(name = "DeploymentLinks", example = """
                    {"self": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a",
                     "thresholds": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/thresholds",
                     "calibration": "/api/v1/deployments/019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a/calibration",
                     "inspections": "/api/v1/inspections?product=tile&line=line-1"}""")
    public record Links(String self, String thresholds, String calibration, String inspections) {}

    /** Where a bank is searched. Scores and decisions are the same. */
    @Schema(name = "BankSearch", example = "{\"mode\": \"local\", \"reason\": \"fits\", \"memory_bytes\": 63221760}")
    public record SearchDto(
            @Schema(
                    description = "In the node's memory, or in the vector index: then the map may be approximate",
                    enumeration = {"local", "index"})
            String mode,

            @Schema(
                    description =
                            "The setting says so; there is room in memory; there is none; or the model can only be searched in memory:"
                                    + " one that is no plain bank of 32-bit vectors, or that compares neighbouring positions only",
                    enumeration = {"setting", "fits", "no_room", "model"})
            String reason,

            @Schema(description = "What the bank takes of a node's memory when it is searched there, about")
            long memoryBytes) {
        static SearchDto of(BankSearch search) {
            return new SearchDto(search.mode().label(), search.reason().label(), search.memory());
        }
    }

    /** @param search where this node searches its bank; @param shadow that runs, or null */
    static DeploymentDto of(Deployment deployment, Optional<BankSearch> search, Shadow shadow) {
        String self = DeploymentResource.PATH + "/" + deployment.id();
        return new DeploymentDto(
                deployment.id(),
                deployment.factory(),
                deployment.product(),
                deployment.line(),
                deployment.referenceSet(),
                deployment.version(),
                deployment.revision(),
                ThresholdDto.Pair.of(deployment.rule()),
                CalibrationDto.of(deployment),
                deployment.rolling().map(RollingDto::of).orElse(null),
                search.map(SearchDto::of).orElse(null),
                shadow == null ? null : ShadowDto.Brief.of(shadow),
                deployment.createdAt(),
                deployment.changedAt(),
                new Links(
                        self,
                        self + "/thresholds",
                        CalibrationResource.path(deployment.id()),
                        Uris.path(
                                InspectionResource.PATH, "product", deployment.product(), "line", deployment.line())));
    }

    /** All that match. */
    @Schema(name = "DeploymentList", example = "{\"items\": [" + EXAMPLE + "]}")
    public record Items(List<DeploymentDto> items) {}

    /** One entry of the history. */
    @Schema(
            name = "ThresholdChange",
            description = "The version and the limits that came into force, when and why",
            example = Change.EXAMPLE)
    public record Change(
            int revision,
            String referenceSet,
            int version,

            @Schema(
                    description = "Whose good images the limits follow from",
                    enumeration = {"version", "deployment"})
            String calibration,

            ThresholdDto.Pair threshold,
            String reason,
            Instant madeAt,

            @Schema(description = "Who; absent where nobody said") @JsonInclude(JsonInclude.Include.NON_NULL)
            String by) {
        static final String EXAMPLE = """
                {"revision": 2, "reference_set": "tile-good", "version": 1, "calibration": "version",
                 "threshold": {
                   "review": {"value": 3.12, "method": "conformal", "false_reject_wanted": 0.05,
                     "false_reject_promised": 0.0498, "interval90": [0.0271, 0.0770], "calibration_images": 200,
                  "extrapolated": false},
                   "reject": {"value": 3.5, "method": "manual", "false_reject_wanted": 0.0075,
                     "false_reject_promised": 0.0075, "interval90": [0.0, 0.0149], "calibration_images": 200,
                  "extrapolated": false}},
                 "reason": "too many good parts rejected in week 47", "made_at": "2026-11-23T09:00:00Z",
                 "by": "m.weber"}""";

        static Change of(ThresholdChange change) {
            return new Change(
                    change.revision(),
                    change.referenceSet(),
                    change.version(),
                    change.calibration().label(),
                    ThresholdDto.Pair.of(change.rule()),
                    change.reason(),
                    change.madeAt(),
                    change.by());
        }
    }

    /** The whole history. */
    @Schema(name = "ThresholdHistory", description = "Newest first", example = "{\"items\": [" + Change.EXAMPLE + "]}")
    public record History(List<Change> items) {}
}
