package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.history.Estimate;
import org.patchbank.inspection.history.WhatIf;
import org.patchbank.inspection.history.WhatIfs.Comparison;

/** What other limits would have come to, as answers write it. */
@Schema(
        name = "WhatIf",
        description = "What the present limits and the wanted ones come to on the same recorded inspections",
        example = WhatIfDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhatIfDto(
        UUID deployment,
        String referenceSet,
        int version,
        Instant from,
        Instant to,

        @Schema(description = "Inspections and verdicts after that are not counted yet; 15 minutes ago at most")
        Instant readAt,

        Outcome present,
        Outcome wanted,

        @Schema(description = "How the numbers were found") String method) {

    private static final String METHOD =
            "Judged parts are counted; of the others the share among the judged ones of the"
                    + " same decision is expected, with its Wilson interval of 95 %, put together by MOVER (Zou and Donner 2008).";

    static final String OUTCOME = """
            {"review": 3.12, "reject": 3.41, "inspections": 20000, "accepted": 19000, "reviewed": 600, "rejected": 400,
             "review_load": 0.03,
             "overkill": {"known": 55, "judged": 180, "parts": 122.2, "interval95": [98.1, 149.0], "rate": 0.00611,
               "rate_interval95": [0.0049, 0.00745]},
             "escape": {"known": 1, "judged": 210, "parts": 90.5, "interval95": [16.9, 502.0], "rate": 0.00452,
               "rate_interval95": [0.00085, 0.0251]}}""";

    static final String EXAMPLE = """
            {"deployment": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a", "reference_set": "tile-good", "version": 1,
             "from": "2026-11-01T00:00:00Z", "to": "2026-11-24T00:00:00Z", "read_at": "2026-11-24T09:00:00Z",
             "present": """ + OUTCOME + ", \"wanted\": " + OUTCOME + ", \"method\": \"" + METHOD + "\"}";

    /** What limits come to. */
    @Schema(name = "WhatIfOutcome", description = "What limits come to", example = OUTCOME)
    public record Outcome(
            double review,
            double reject,
            long inspections,
            long accepted,
            long reviewed,
            long rejected,

            @Schema(description = "Share of parts that a person has to look at")
            double reviewLoad,

            @Schema(description = "Good parts rejected") EstimateDto overkill,

            @Schema(description = "Defective parts accepted")
            EstimateDto escape) {
        static Outcome of(WhatIf found) {
            return new Outcome(
                    found.review(),
                    found.reject(),
                    found.inspections(),
                    found.accepted(),
                    found.reviewed(),
                    found.rejected(),
                    found.inspections() == 0 ? 0 : (double) found.reviewed() / found.inspections(),
                    EstimateDto.of(found.overkill(), found.inspections()),
                    EstimateDto.of(found.escape(), found.inspections()));
        }
    }

    /** How many parts there are of a kind. */
    @Schema(name = "PartsEstimate", example = """
                    {"known": 55, "judged": 180, "parts": 122.2, "interval95": [98.1, 149.0], "rate": 0.00611,
                     "rate_interval95": [0.0049, 0.00745]}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EstimateDto(
            @Schema(description = "Parts that people said to be of the kind")
            long known,

            @Schema(description = "Parts there that people said anything of")
            long judged,

            @Schema(description = "Expected; absent where nobody has judged any part of some decision there")
            Double parts,

            List<Double> interval95,

            @Schema(description = "Share of all inspections")
            Double rate,

            @JsonInclude(JsonInclude.Include.NON_NULL) List<Double> rateInterval95,

            @Schema(description = "What to do where nothing can be said")
            String advice) {
        static EstimateDto of(Estimate estimate, long inspections) {
            Double parts = estimate.parts().isPresent() ? estimate.parts().getAsDouble() : null;
            return new EstimateDto(
                    estimate.known(),
                    estimate.judged(),
                    parts,
                    List.of(estimate.low(), estimate.high()),
                    parts == null || inspections == 0 ? null : parts / inspections,
                    inspections == 0 ? null : List.of(estimate.low() / inspections, estimate.high() / inspections),
                    parts == null
                            ? "Nobody has judged any of these parts: judge a random sample of them, for accepted parts too."
                            : null);
        }
    }

    /** Which limits, and on what. */
    @Schema(name = "WhatIfRequest", description = "Limits to be tried; what is left out is as it is now", example = """
                    {"review_threshold": 3.0, "reject_threshold": 3.6, "from": "2026-11-01T00:00:00Z",
                     "to": "2026-11-24T00:00:00Z"}""")
    public record Request(
            @DecimalMin("-1e12") @DecimalMax("1e12") Double reviewThreshold,
            @DecimalMin("-1e12") @DecimalMax("1e12") Double rejectThreshold,

            @Schema(description = "Received at this time or later; left out, from the beginning")
            Instant from,

            @Schema(description = "Received before this time; left out, until now")
            Instant to) {}

    static WhatIfDto of(Comparison comparison) {
        return new WhatIfDto(
                comparison.deployment(),
                comparison.referenceSet(),
                comparison.version(),
                comparison.from(),
                comparison.to(),
                comparison.readAt(),
                Outcome.of(comparison.present()),
                Outcome.of(comparison.wanted()),
                METHOD);
    }
}
