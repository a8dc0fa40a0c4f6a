package org.patchbank.dashboard.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.dashboard.overview.Overview.Bar;
import org.patchbank.dashboard.overview.Overview.Line;
import org.patchbank.dashboard.overview.Overview.Totals;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.history.LineActivity;
import org.patchbank.inspection.history.LineActivity.Activity;
import org.patchbank.inspection.history.LineActivity.ReviewLength;
import org.patchbank.inspection.history.Statistics;
import org.patchbank.inspection.history.Statistics.Decided;
import org.patchbank.platform.NodeFactory;

/**
 * The figures of the first page: what {@link Statistics} has counted by hour and what came since. Read once a second at most,
 * however many people look.
 */
@ApplicationScoped
class OverviewFigures {
    private static final Duration FRESH = Duration.ofMillis(900);
    private static final int HOURS = 24;
    private static final double LOWEST_TOP = 0.02;

    private final Deployments deployments;
    private final Statistics statistics;
    private final LineActivity activity;
    private final NodeFactory own;
    private final Clock clock;
    private Overview kept;

    OverviewFigures(
            Deployments deployments, Statistics statistics, LineActivity activity, NodeFactory own, Clock clock) {
        this.deployments = deployments;
        this.statistics = statistics;
        this.activity = activity;
        this.own = own;
        this.clock = clock;
    }

    /** One caller at a time reads; the others wait and find it read. */
    synchronized Overview now() {
        Instant now = clock.instant();
        if (kept == null || !now.isBefore(kept.at().plus(FRESH))) {
            kept = read(now);
        }
        return kept;
    }

    private Overview read(Instant now) {
        List<Deployment> all = deployments.list(null, null);
        Map<UUID, Activity> doing = activity.of(all.stream().map(Deployment::id).toList());
        Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
        Instant first = thisHour.minus(HOURS - 1, ChronoUnit.HOURS);
        Map<String, List<Statistics.Row>> hours = statistics
                .count(new Statistics.Wish(
                        own.name(),
                        null,
                        null,
                        null,
                        first,
                        null,
                        Statistics.Step.HOUR,
                        EnumSet.of(Statistics.Group.PRODUCT, Statistics.Group.LINE)))
                .stream()
                .collect(Collectors.groupingBy(row -> key(row.product(), row.line())));
        List<Day> days = all.stream()
                .map(deployment -> new Day(
                        deployment,
                        hours.getOrDefault(key(deployment.product(), deployment.line()), List.of()),
                        doing.get(deployment.id()),
                        now,
                        first))
                .toList();
        List<Line> lines = days.stream()
                .map(day -> day.line(deployments.search(day.deployment()).isPresent()))
                .toList();
        ReviewLength review = activity.reviewQueue();
        Decided today = days.stream().map(Day::today).reduce(new Decided(0, 0, 0), OverviewFigures::sum);
        Totals totals = new Totals(
                lines.stream().mapToLong(Line::lastHour).sum(),
                today.all(),
                share(today.rejected(), today),
                share(today.reviewed(), today));
        return new Overview(
                now, lines, totals, review, Integer.toHexString(Objects.hash(lines, review)) + "-" + totals.today());
    }

    private static String key(String product, String line) {
        return product + "\n" + line;
    }

    private static Decided sum(Decided a, Decided b) {
        return new Decided(a.accepted() + b.accepted(), a.reviewed() + b.reviewed(), a.rejected() + b.rejected());
    }

    private static double share(long of, Decided all) {
        return all.all() == 0 ? 0 : (double) of / all.all();
    }

    /** The last hours of one line. */
    private record Day(
            Deployment deployment, List<Statistics.Row> hours, Activity activity, Instant now, Instant first) {

        private Instant thisHour() {
            return now.truncatedTo(ChronoUnit.HOURS);
        }

        private Decided since(Instant start) {
            return hours.stream()
                    .filter(row -> !row.start().isBefore(start))
                    .map(Statistics.Row::inspections)
                    .reduce(activity.uncounted(), OverviewFigures::sum);
        }

        Decided today() {
            return since(now.atZone(ZoneId.systemDefault())
                    .truncatedTo(ChronoUnit.DAYS)
                    .toInstant());
        }

        private long lastHour() {
            double left = 1
                    - Duration.between(thisHour(), now).toMillis()
                            / (double) Duration.ofHours(1).toMillis();
            long before = hours.stream()
                    .filter(row -> row.start().equals(thisHour().minus(1, ChronoUnit.HOURS)))
                    .mapToLong(row -> row.inspections().all())
                    .sum();
            return since(thisHour()).all() + Math.round(left * before);
        }

        Line line(boolean ready) {
            Decided today = today();
            double top = hours.stream()
                    .mapToDouble(row -> share(row.inspections().rejected(), row.inspections()))
                    .reduce(LOWEST_TOP, Math::max);
            List<Bar> trend = new ArrayList<>();
            for (Statistics.Row row : hours) {
                int place = (int) Duration.between(first, row.start()).toHours();
                double height = 100 * share(row.inspections().rejected(), row.inspections()) / top;
                if (place >= 0 && place < HOURS) {
                    trend.add(new Bar(place, Math.max(2, height), 100 - Math.max(2, height)));
                }
            }
            return new Line(
                    deployment,
                    lastHour(),
                    today.all(),
                    share(today.rejected(), today),
                    share(today.reviewed(), today),
                    trend,
                    top,
                    activity.last().orElse(null),
                    ready);
        }
    }
}
