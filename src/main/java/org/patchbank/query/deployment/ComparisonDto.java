package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.shadow.Histograms;
import org.patchbank.inspection.shadow.ShadowComparison;
import org.patchbank.inspection.shadow.ShadowComparison.Cell;
import org.patchbank.inspection.shadow.ShadowComparison.Side;
import org.patchbank.inspection.shadow.ShadowComparison.Times;
import org.patchbank.query.history.StatisticsDto;
import org.patchbank.scoring.BinomialInterval;

/** What was in force beside a shadow, as answers write it. */
@Schema(
        name = "ShadowComparison",
        description = "What was decided of the same inspections beside what the shadow would have decided",
        example = ComparisonDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonDto(
        ShadowDto shadow,
        Instant from,
        Instant to,

        @Schema(description = "Of the period: those with both decisions, those missed, and those refused")
        long inspections,

        @Schema(description = "Those with both decisions: all that follows counts these")
        long scored,

        @Schema(description = "Without a score yet; while the shadow runs they are caught up with")
        long missed,

        @Schema(description = "Of the scored ones, those that got it later, from the kept image")
        long caughtUp,

        @Schema(description = "Those that the version cannot score, by the code of the reason")
        Map<String, Long> refused,

        AgreementDto agreement,

        @Schema(description = "Each pair of decisions that was met")
        List<CellDto> decisions,

        SideDto inForce,
        SideDto beside,

        @Schema(
                description =
                        "Spearman's, of the two scores: 1 where both put all parts in the same order. Absent where there is none")
        Double rankCorrelation,

        @Schema(
                description =
                        "Width of a bin of the histograms, which count scores as shares of their own reject limit")
        double binWidth,

        TimesDto medianMs) {

    private static final String SIDE = """
            {"accepted": 1912, "reviewed": 61, "rejected": 27,
             "overkill": {"found": 4, "judged": 22, "share": 0.182, "interval95": [0.073, 0.385]},
             "escape": {"found": 0, "judged": 20, "share": 0.0, "interval95": [0.0, 0.161]},
             "overkill_parts": {"known": 4, "judged": 22, "parts": 4.9, "interval95": [4.0, 6.1], "rate": 0.00245},
             "escape_parts": {"known": 0, "judged": 20, "parts": 0.0, "interval95": [0.0, 308.0], "rate": 0.0},
             "histogram": [0, 3, 120, 700]}""";

    static final String EXAMPLE = "{\"shadow\": " + ShadowDto.EXAMPLE + """
            , "from": "2026-11-23T08:15:00Z", "inspections": 2003, "scored": 2000, "missed": 2, "caught_up": 14,
             "refused": {"image-removed": 1}, "agreement": {"found": 1968, "of": 2000, "share": 0.984, "interval95": [0.977, 0.989]},
             "decisions": [{"in_force": "reject", "beside": "accept", "inspections": 6, "good": 4, "defective": 0}],
             "in_force": """ + SIDE + ", \"beside\": " + SIDE + """
            , "rank_correlation": 0.91, "bin_width": 0.02,
             "median_ms": {"inspections": 1000, "in_force": 38.2, "beside": 6.1, "shared": 1.0}}""";

    /** A share of counted inspections. */
    @Schema(name = "ShadowAgreement", example = """
                    {"found": 1968, "of": 2000, "share": 0.984, "interval95": [0.977, 0.989]}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AgreementDto(
            long found,
            long of,

            @Schema(description = "Absent where there is nothing")
            Double share,

            @Schema(description = "Wilson's, of 95 %") List<Double> interval95) {
        static AgreementDto of(BinomialInterval share) {
            return share.of() == 0
                    ? new AgreementDto(0, 0, null, null)
                    : new AgreementDto(share.found(), share.of(), share.share(), List.of(share.low(), share.high()));
        }
    }

    /** A pair of decisions. */
    @Schema(name = "ShadowDecisions", example = """
                    {"in_force": "reject", "beside": "accept", "inspections": 6, "good": 4, "defective": 0}""")
    public record CellDto(
            @Schema(enumeration = {"accept", "review", "reject"})
            String inForce,

            @Schema(
                    description = "What the shadow would have decided",
                    enumeration = {"accept", "review", "reject"})
            String beside,

            long inspections,

            @Schema(description = "Of them, those that people called good")
            long good,

            @Schema(description = "Of them, those that people called defective")
            long defective) {
        static CellDto of(Cell cell) {
            return new CellDto(
                    cell.inForce().name().toLowerCase(Locale.ROOT),
                    cell.beside().name().toLowerCase(Locale.ROOT),
                    cell.inspections(),
                    cell.good(),
                    cell.defective());
        }
    }

    /** What one of the two comes to. */
    @Schema(name = "ShadowSide", description = "What one of the two comes to", example = SIDE)
    public record SideDto(
            long accepted,
            long reviewed,
            long rejected,

            @Schema(description = "Rejected parts that people called good, among those that they judged")
            StatisticsDto.ShareDto overkill,

            @Schema(description = "Accepted parts that people called defective, among those that they judged")
            StatisticsDto.ShareDto escape,

            @Schema(
                    description =
                            "Good parts rejected in all: of unjudged parts the share is expected as among judged parts that were"
                                    + " decided alike in force")
            WhatIfDto.EstimateDto overkillParts,

            @Schema(description = "Defective parts accepted in all, found likewise")
            WhatIfDto.EstimateDto escapeParts,

            @Schema(description = "Counts by score as a share of its own reject limit; the last bin holds all above")
            List<Long> histogram) {
        static SideDto of(Side side, long scored) {
            return new SideDto(
                    side.accepted(),
                    side.reviewed(),
                    side.rejected(),
                    StatisticsDto.ShareDto.of(
                            side.overkill().found(), side.overkill().of()),
                    StatisticsDto.ShareDto.of(
                            side.escape().found(), side.escape().of()),
                    WhatIfDto.EstimateDto.of(side.overkillParts(), scored),
                    WhatIfDto.EstimateDto.of(side.escapeParts(), scored),
                    side.histogram());
        }
    }

    /** Medians of the latest inspections. */
    @Schema(name = "ShadowTimes", example = """
                    {"inspections": 1000, "in_force": 38.2, "beside": 6.1, "shared": 1.0}""")
    public record TimesDto(
            @Schema(description = "How many the medians are of")
            long inspections,

            @Schema(description = "Milliseconds from the image to its regions, by the version in force")
            double inForce,

            @Schema(description = "Milliseconds of the shadow's score")
            double beside,

            @Schema(description = "Share of the shadow's scores that used the embeddings of the version in force")
            double shared) {
        static TimesDto of(Times times) {
            return new TimesDto(times.inspections(), times.inForceMillis(), times.besideMillis(), times.shared());
        }
    }

    static ComparisonDto of(ShadowComparison comparison) {
        return new ComparisonDto(
                ShadowDto.of(comparison.shadow()),
                comparison.from(),
                comparison.to(),
                comparison.inspections(),
                comparison.scored(),
                comparison.missed(),
                comparison.caughtUp(),
                comparison.refused(),
                AgreementDto.of(comparison.agreement()),
                comparison.cells().stream().map(CellDto::of).toList(),
                SideDto.of(comparison.inForce(), comparison.scored()),
                SideDto.of(comparison.beside(), comparison.scored()),
                comparison.rankCorrelation().isPresent()
                        ? comparison.rankCorrelation().getAsDouble()
                        : null,
                Histograms.WIDTH,
                comparison.times().map(TimesDto::of).orElse(null));
    }
}
