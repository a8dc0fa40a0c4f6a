package org.patchbank.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.history.Statistics.Row;
import org.patchbank.scoring.BinomialInterval;

/** The counts of one period and group, as answers write them. */
@Schema(name = "Statistics", description = "What was decided and judged in one period", example = StatisticsDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatisticsDto(
        Instant start,
        String factory,
        String product,
        String line,

        @Schema(description = "Of the present verdicts; empty for those without")
        String defectType,

        long inspections,
        long accepted,
        long reviewed,
        long rejected,
        double rejectRate,
        double reviewRate,

        @Schema(description = "Rejected parts that people called good, among those that they judged")
        ShareDto overkill,

        @Schema(description = "Accepted parts that people called defective, among those that they judged")
        ShareDto escape) {

    static final String EXAMPLE = """
            {"start": "2026-11-23T00:00:00Z", "product": "tile", "line": "line-1", "inspections": 1200, "accepted": 1150,
             "reviewed": 38, "rejected": 12, "reject_rate": 0.01, "review_rate": 0.0317,
             "overkill": {"found": 4, "judged": 11, "share": 0.364, "interval95": [0.152, 0.646]},
             "escape": {"found": 0, "judged": 20, "share": 0.0, "interval95": [0.0, 0.161]}}""";

    /** A share among judged parts. */
    @Schema(name = "JudgedShare", example = """
                    {"found": 4, "judged": 11, "share": 0.364, "interval95": [0.152, 0.646]}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShareDto(
            long found,
            long judged,

            @Schema(description = "Absent where nothing was judged")
            Double share,

            @Schema(description = "Wilson's, of 95 %") List<Double> interval95) {
        public static ShareDto of(long found, long judged) {
            BinomialInterval share = new BinomialInterval(found, judged);
            return judged == 0
                    ? new ShareDto(found, judged, null, null)
                    : new ShareDto(found, judged, share.share(), List.of(share.low(), share.high()));
        }
    }

    /** All periods and groups. */
    @Schema(name = "StatisticsList", example = "{\"items\": [" + EXAMPLE + "]}")
    public record Items(List<StatisticsDto> items) {}

    static StatisticsDto of(Row row) {
        long all = row.inspections().all();
        return new StatisticsDto(
                row.start(),
                row.factory(),
                row.product(),
                row.line(),
                row.defectType(),
                all,
                row.inspections().accepted(),
                row.inspections().reviewed(),
                row.inspections().rejected(),
                (double) row.inspections().rejected() / all,
                (double) row.inspections().reviewed() / all,
                ShareDto.of(
                        row.good().rejected(),
                        row.good().rejected() + row.defective().rejected()),
                ShareDto.of(
                        row.defective().accepted(),
                        row.good().accepted() + row.defective().accepted()));
    }
}
