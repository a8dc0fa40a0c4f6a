package org.patchbank.query.inspection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.verdict.NewVerdict;
import org.patchbank.inspection.verdict.RegionFinding;

/** What a person says of an inspection. */
@Schema(
        name = "NewVerdict",
        description =
                "Good, or defective with what is known of the defect; for the whole part, and by region where wanted",
        example = """
                {"verdict": "defective", "defect_type": "scratch", "severity": "major", "note": "from the gripper",
                 "repair": "polished", "by": "m.weber",
                 "regions": [{"region": 0, "verdict": "defective", "defect_type": "scratch"},
                   {"region": 1, "verdict": "good", "note": "reflection"}]}""")
public record NewVerdictRequest(
        @Schema(enumeration = {"good", "defective"})
        @NotNull @Pattern(regexp = FindingDto.QUALITY, message = "must be good or defective") String verdict,

        @Schema(description = "Code from the product's catalogue; left out where nobody has named the defect yet")
        @Size(min = 1, max = 63) String defectType,

        @Schema(enumeration = {"minor", "major", "critical"})
        @Pattern(regexp = FindingDto.SEVERITY, message = "must be minor, major or critical") String severity,

        @Size(max = 2000) String note,

        @Schema(description = "What was or shall be done about it") @Size(max = 2000) String repair,

        @Schema(description = "Who says it") @NotBlank @Size(max = 200) String by,

        @Size(max = 1000) List<@NotNull @Valid Region> regions) {

    /** What is said of one region. */
    @Schema(name = "RegionVerdict", example = """
                    {"region": 0, "verdict": "defective", "defect_type": "scratch", "severity": "minor"}""")
    public record Region(
            @Schema(description = "Its place in the inspection's regions, from 0") @NotNull @Min(0) Integer region,

            @Schema(enumeration = {"good", "defective"})
            @NotNull @Pattern(regexp = FindingDto.QUALITY, message = "must be good or defective") String verdict,

            @Size(min = 1, max = 63) String defectType,

            @Schema(enumeration = {"minor", "major", "critical"})
            @Pattern(regexp = FindingDto.SEVERITY, message = "must be minor, major or critical") String severity,

            @Size(max = 2000) String note,

            @Size(max = 2000) String repair) {
        RegionFinding finding() {
            return new RegionFinding(region, FindingDto.finding(verdict, defectType, severity, note, repair));
        }
    }

    NewVerdict verdictToGive() {
        return new NewVerdict(
                FindingDto.finding(verdict, defectType, severity, note, repair),
                regions == null
                        ? List.of()
                        : regions.stream().map(Region::finding).toList(),
                by);
    }
}
