package org.patchbank.dashboard.overview;

import java.time.Instant;
import java.util.List;
import org.patchbank.deployment.Deployment;
import org.patchbank.inspection.history.LineActivity.Last;
import org.patchbank.inspection.history.LineActivity.ReviewLength;

/**
 * What the first page shows of the lines of this factory.
 *
 * @param stamp changes whenever anything of it does
 */
public record Overview(Instant at, List<Line> lines, Totals totals, ReviewLength review, String stamp) {
    /** Of all lines; shares of one. */
    public record Totals(long lastHour, long today, double rejected, double reviewed) {}

    /**
     * One line.
     *
     * @param lastHour inspections of the last sixty minutes, about: of the hour before this one its even part
     * @param today since midnight where the server is
     * @param rejected share of today's inspections
     * @param reviewed share of today's inspections
     * @param trend the share rejected by hour, oldest first
     * @param last null until there is one
     * @param ready whether this node has its bank
     */
    public record Line(
            Deployment deployment,
            long lastHour,
            long today,
            double rejected,
            double reviewed,
            List<Bar> trend,
            double trendTop,
            Last last,
            boolean ready) {}

    /** One hour of a trend, as it is drawn: 100 is full height. */
    public record Bar(int place, double height, double top) {}
}
