package org.patchbank.query.deployment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.history.ScoreHistogram;

/** Recorded scores, as answers write them. */
@Schema(
        name = "ScoreHistogram",
        description = "Scores that the version in force has given, counted between edges, by what people said",
        example = ScoreHistogramDto.EXAMPLE)
public record ScoreHistogramDto(
        UUID deployment,
        String referenceSet,
        int version,

        @Schema(description = "The review limit in force") double review,

        @Schema(description = "The reject limit in force") double reject,

        @Schema(description = "Inspections and verdicts after that are not counted yet; 15 minutes ago at most")
        Instant readAt,

        long inspections,

        @Schema(
                description =
                        "Ascending, one more than there are bins; the first and the last bin hold what lies beyond too")
        List<Double> edges,

        @Schema(description = "Without a verdict, by bin") List<Long> notJudged,

        @Schema(description = "Called good") List<Long> good,

        @Schema(description = "Called defective") List<Long> defective) {
    static final String EXAMPLE = """
            {"deployment": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a", "reference_set": "tile-good", "version": 1,
             "review": 3.12, "reject": 3.41, "read_at": "2026-11-24T09:00:00Z", "inspections": 20000,
             "edges": [1.5, 2.5, 3.5, 6.8], "not_judged": [9000, 9900, 210], "good": [0, 90, 60], "defective": [0, 10, 730]}""";

    static ScoreHistogramDto of(ScoreHistogram found) {
        return new ScoreHistogramDto(
                found.deployment(),
                found.referenceSet(),
                found.version(),
                found.review(),
                found.reject(),
                found.readAt(),
                found.inspections(),
                found.edges(),
                found.unjudged(),
                found.good(),
                found.defective());
    }
}
