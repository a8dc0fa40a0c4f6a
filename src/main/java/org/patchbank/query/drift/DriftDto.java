package org.patchbank.query.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.drift.DriftPoint;
import org.patchbank.inspection.drift.DriftReport;
import org.patchbank.scoring.drift.DriftComparison;

/** The drift of a deployment, as answers write it. */
@Schema(name = "Drift", description = "How far a deployment's scores and images have moved", example = DriftDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftDto(
        UUID deployment,
        String product,
        String line,

        @Schema(description = "Absent until it was looked at")
        Instant lookedAt,

        @Schema(description = "Inspections before do not count as reference, where a person said so")
        Instant referenceFrom,

        List<MeasureDto> measures,

        @Schema(description = "Those that hold and the last ones that do not; newest first")
        List<WarningDto> warnings) {

    static final String POINT = """
            {"from": "2026-11-26T08:00:00Z", "to": "2026-11-26T09:30:00Z", "size": 200, "reference_size": 200,
             "middle": 96.3, "reference_middle": 118.2, "psi": 3.41, "ks": 0.87, "p_value": 1.2e-12, "moved": true}""";

    static final String EXAMPLE =
            """
            {"deployment": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a", "product": "tile", "line": "line-1",
             "looked_at": "2026-11-26T09:31:00Z",
             "measures": [{"measure": "brightness", "present":\s""" + POINT + ", \"series\": [" + POINT + "]}], \"warnings\": [" + WarningDto.EXAMPLE + "]}";

    /** One measure. */
    @Schema(
            name = "DriftMeasure",
            example = "{\"measure\": \"brightness\", \"present\": " + POINT + ", \"series\": [" + POINT + "]}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MeasureDto(
            @Schema(enumeration = {"score", "brightness", "contrast", "sharpness", "review_share"})
            String measure,

            @Schema(description = "The last look; absent until there are enough values")
            PointDto present,

            @Schema(description = "All looks that are asked for, oldest first")
            List<PointDto> series,

            @Schema(description = "What the first look waits for; absent once there was one")
            WaitingDto waiting) {
        static MeasureDto of(DriftReport.Measured measured) {
            List<PointDto> series = measured.points().stream().map(PointDto::of).toList();
            return new MeasureDto(
                    measured.measure().label(),
                    series.isEmpty() ? null : series.get(series.size() - 1),
                    series,
                    measured.waiting().map(WaitingDto::of).orElse(null));
        }
    }

    /** What is too little for a first look. */
    @Schema(name = "DriftWaiting", example = "{\"have\": 120, \"need\": 230, \"of\": \"inspections\"}")
    public record WaitingDto(
            int have,
            int need,

            @Schema(
                    description = "inspections, or the calibration's scores below the review limit",
                    enumeration = {"inspections", "calibration"})
            String of) {
        static WaitingDto of(DriftReport.Waiting waiting) {
            return new WaitingDto(
                    waiting.have(), waiting.need(), waiting.of().name().toLowerCase(Locale.ROOT));
        }
    }

    /** One look at one window. */
    @Schema(name = "DriftPoint", example = POINT)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PointDto(
            @Schema(description = "When the window's first inspection came")
            Instant from,

            @Schema(description = "When its last one came") Instant to,

            int size,
            int referenceSize,

            @Schema(description = "Median of the window; of review_share the share")
            double middle,

            double referenceMiddle,

            @Schema(description = "Population stability index")
            double psi,

            @Schema(description = "Kolmogorov-Smirnov distance; of review_share the difference")
            double ks,

            @Schema(description = "How probable so large a difference is where nothing has moved")
            double pValue,

            @Schema(description = "Whether it is improbable and large enough to warn")
            boolean moved,

            @Schema(description = "Smallest value, nine deciles, largest value of the reference; not of review_share")
            List<Double> referenceDeciles,

            @Schema(description = "The same of the window") List<Double> deciles,

            @Schema(description = "How far the scores of good parts lie from the calibration; of score alone")
            ShiftDto shift) {
        static PointDto of(DriftPoint point) {
            DriftComparison found = point.comparison();
            return new PointDto(
                    point.from(),
                    point.to(),
                    found.size(),
                    found.reference(),
                    found.middle(),
                    found.referenceMiddle(),
                    found.psi(),
                    found.ks(),
                    found.pValue(),
                    found.moved(),
                    found.referenceDeciles(),
                    found.deciles(),
                    point.shift()
                            .map(shift -> new ShiftDto(shift.value(), List.of(shift.low(), shift.high())))
                            .orElse(null));
        }
    }

    /** A shift of scores. */
    @Schema(name = "ScoreShift", example = "{\"value\": 0.41, \"interval90\": [0.33, 0.49]}")
    public record ShiftDto(double value, List<Double> interval90) {}

    /** Why the next inspections shall be the reference. */
    @Schema(name = "NewDriftReference", example = "{\"by\": \"m.weber\", \"reason\": \"new lamp\"}")
    public record NewReference(
            @NotBlank @Size(max = 200) String by,
            @NotBlank @Size(max = 2000) String reason) {}

    static DriftDto of(DriftReport report) {
        return new DriftDto(
                report.deployment().id(),
                report.deployment().product(),
                report.deployment().line(),
                report.lookedAt().orElse(null),
                report.referenceFrom().orElse(null),
                report.measures().stream().map(MeasureDto::of).toList(),
                report.warnings().stream().map(WarningDto::of).toList());
    }
}
