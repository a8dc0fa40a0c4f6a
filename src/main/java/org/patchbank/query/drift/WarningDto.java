package org.patchbank.query.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.drift.DriftWarning;
import org.patchbank.inspection.drift.DriftWarning.Acknowledgement;
import org.patchbank.inspection.drift.DriftWarning.Resolution;
import org.patchbank.query.inspection.InspectionDto;

/** A warning of drift, as answers write it. */
@Schema(name = "DriftWarning", description = "Something of a deployment has moved", example = WarningDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarningDto(
        UUID id,

        @Schema(enumeration = {"open", "acknowledged", "resolved"})
        String state,

        String factory,
        String product,
        String line,
        UUID deployment,

        @Schema(enumeration = {"score", "brightness", "contrast", "sharpness", "review_share"})
        String measure,

        @Schema(description = "Median of what it is compared with; of review_share the share")
        double before,

        @Schema(description = "The same of the last window that was seen to differ")
        double after,

        @Schema(description = "Population stability index of that window")
        double psi,

        @Schema(description = "Its Kolmogorov-Smirnov distance; of review_share the difference")
        double ks,

        @Schema(description = "How probable so large a difference is where nothing has moved")
        double pValue,

        @Schema(description = "When the first inspection came that is no longer as before, as far as can be told")
        Instant since,

        @Schema(description = "Whether it never was as before since the comparison began")
        boolean sinceStart,

        Instant firstSeen,
        Instant lastSeen,

        @Schema(description = "Typical inspections of before; none where the comparison is with calibration images")
        List<ExampleDto> beforeInspections,

        @Schema(description = "Typical inspections since") List<ExampleDto> afterInspections,

        AcknowledgementDto acknowledged,

        Instant resolvedAt,

        @Schema(
                description =
                        "back: as before; new_reference: compared with something else now; removed: with its deployment",
                enumeration = {"back", "new_reference", "removed"})
        String resolution) {

    static final String EXAMPLE = """
            {"id": "019ab1d0-11aa-7abc-8def-0123456789ab", "state": "open", "factory": "default", "product": "tile", "line": "line-1",
             "deployment": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a", "measure": "brightness", "before": 118.2, "after": 96.3,
             "psi": 3.41, "ks": 0.87, "p_value": 1.2e-12, "since": "2026-11-26T08:12:40Z", "since_start": false,
             "first_seen": "2026-11-26T09:31:00Z", "last_seen": "2026-11-26T09:46:00Z",
             "before_inspections": [{"id": "019ab1c3-0a10-7abc-8def-0123456789ab",
               "image": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/image"}],
             "after_inspections": [{"id": "019ab1c9-0a10-7abc-8def-0123456789ab",
               "image": "/api/v1/inspections/019ab1c9-0a10-7abc-8def-0123456789ab/image"}]}""";

    /** An inspection that shows it. */
    @Schema(name = "WarningExample", example = """
                    {"id": "019ab1c3-0a10-7abc-8def-0123456789ab",
                     "image": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/image"}""")
    public record ExampleDto(UUID id, String image) {
        static ExampleDto of(UUID id) {
            return new ExampleDto(id, InspectionDto.Links.of(id).image());
        }
    }

    /** Who knows of it. */
    @Schema(name = "Acknowledgement", example = """
                    {"by": "m.weber", "at": "2026-11-26T10:02:11Z", "note": "lamp 2 is ageing; replaced on Friday"}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AcknowledgementDto(String by, Instant at, String note) {
        static AcknowledgementDto of(Acknowledgement said) {
            return new AcknowledgementDto(said.by(), said.at(), said.note());
        }
    }

    /** What an acknowledgement says. */
    @Schema(name = "NewAcknowledgement", example = """
                    {"by": "m.weber", "note": "lamp 2 is ageing; replaced on Friday"}""")
    public record Acknowledge(
            @NotBlank @Size(max = 200) String by,
            @Size(max = 2000) String note) {}

    /** Some warnings, newest first. */
    @Schema(
            name = "DriftWarningPage",
            description = "Newest first; next_cursor asks for those that follow, and is absent at the end",
            example = "{\"items\": [" + EXAMPLE + "]}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<WarningDto> items, UUID nextCursor) {
        /** @param found one more than are shown, where there is one */
        static Items of(List<DriftWarning> found, int limit) {
            List<WarningDto> shown =
                    found.stream().limit(limit).map(WarningDto::of).toList();
            return new Items(shown, found.size() > limit ? shown.get(limit - 1).id() : null);
        }
    }

    static WarningDto of(DriftWarning warning) {
        return new WarningDto(
                warning.id(),
                warning.state().label(),
                warning.factory(),
                warning.product(),
                warning.line(),
                warning.deployment(),
                warning.measure().label(),
                warning.beforeMiddle(),
                warning.afterMiddle(),
                warning.psi(),
                warning.ks(),
                warning.pValue(),
                warning.since(),
                warning.sinceStart(),
                warning.firstSeen(),
                warning.lastSeen(),
                warning.before().stream().map(ExampleDto::of).toList(),
                warning.after().stream().map(ExampleDto::of).toList(),
                warning.acknowledgement().map(AcknowledgementDto::of).orElse(null),
                warning.resolvedAt().orElse(null),
                warning.resolution().map(Resolution::label).orElse(null));
    }
}
