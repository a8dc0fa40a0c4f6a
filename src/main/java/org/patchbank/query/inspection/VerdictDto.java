package org.patchbank.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.inspection.verdict.RegionFinding;
import org.patchbank.inspection.verdict.Verdict;

/** A verdict, as answers write it. */
@Schema(
        name = "Verdict",
        description = "What a person said of an inspection; never changed, superseded by one of a higher number",
        example = VerdictDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerdictDto(
        UUID inspection,

        @Schema(description = "Its place in the inspection's trail, from 1")
        int number,

        @Schema(enumeration = {"good", "defective"}) String verdict,

        String defectType,

        @Schema(enumeration = {"minor", "major", "critical"})
        String severity,

        String note,
        String repair,
        List<RegionDto> regions,
        String by,
        Instant at) {

    static final String EXAMPLE = """
            {"inspection": "019ab1c3-0a10-7abc-8def-0123456789ab", "number": 1, "verdict": "defective",
             "defect_type": "scratch", "severity": "major", "note": "from the gripper", "repair": "polished",
             "regions": [{"region": 0, "verdict": "defective", "defect_type": "scratch"}], "by": "m.weber",
             "at": "2026-11-23T09:02:11Z"}""";

    /** What was said of one region. */
    @Schema(name = "RegionVerdictGiven", example = """
                    {"region": 0, "verdict": "defective", "defect_type": "scratch", "severity": "minor"}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionDto(
            int region, String verdict, String defectType, String severity, String note, String repair) {
        static RegionDto of(RegionFinding region) {
            Finding finding = region.finding();
            return new RegionDto(
                    region.region(),
                    FindingDto.label(finding.quality()),
                    finding.defectType(),
                    FindingDto.label(finding.severity()),
                    finding.note(),
                    finding.repair());
        }
    }

    static VerdictDto of(Verdict verdict) {
        Finding whole = verdict.whole();
        return new VerdictDto(
                verdict.inspection(),
                verdict.number(),
                FindingDto.label(whole.quality()),
                whole.defectType(),
                FindingDto.label(whole.severity()),
                whole.note(),
                whole.repair(),
                verdict.regions().stream().map(RegionDto::of).toList(),
                verdict.by(),
                verdict.at());
    }

    /** All verdicts of an inspection. */
    @Schema(
            name = "VerdictTrail",
            description = "Newest first: the first one holds",
            example = "{\"items\": [" + EXAMPLE + "]}")
    public record Trail(List<VerdictDto> items) {}
}
