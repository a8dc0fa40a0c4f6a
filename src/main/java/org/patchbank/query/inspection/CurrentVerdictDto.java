package org.patchbank.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.verdict.CurrentVerdict;

/** The verdict of an inspection that holds now, in short. */
@Schema(name = "CurrentVerdict", description = "The verdict that holds now; its trail is at /verdicts", example = """
                {"number": 1, "verdict": "defective", "defect_type": "scratch", "severity": "major", "by": "m.weber",
                 "at": "2026-11-23T09:02:11Z"}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurrentVerdictDto(
        @Schema(description = "How many verdicts the inspection has")
        int number,

        @Schema(enumeration = {"good", "defective"}) String verdict,

        String defectType,

        @Schema(enumeration = {"minor", "major", "critical"})
        String severity,

        String by,
        Instant at) {
    static CurrentVerdictDto of(CurrentVerdict verdict) {
        return new CurrentVerdictDto(
                verdict.number(),
                FindingDto.label(verdict.quality()),
                verdict.defectType(),
                FindingDto.label(verdict.severity()),
                verdict.by(),
                verdict.at());
    }
}
