package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.patchbank.platform.database.Sql;

/** Counts over time, from the counts by hour and by day that {@link Rollup} keeps; inspections are never read for it. */
@ApplicationScoped
public class Statistics {
    private static final String COUNTS = counts("", "")
            + counts("good_", " and quality = 'GOOD'")
            + counts("defective_", " and quality = 'DEFECTIVE'");

    private final Sql sql;

    Statistics(Sql sql) {
        this.sql = sql;
    }

    /** How long a period is, in UTC. */
    public enum Step {
        HOUR,
        DAY,
        WEEK,
        MONTH
    }

    /** What is told apart. */
    public enum Group {
        FACTORY("factory"),
        PRODUCT("product"),
        LINE("line"),
        /** Of the verdicts that hold; what has none of that type is counted under no type. */
        DEFECT_TYPE("defect_type");

        private final String column;

        Group(String column) {
            this.column = column;
        }
    }

    /**
     * What is counted; absent parts leave the choice open.
     *
     * @param from the period that holds it is counted from its start
     * @param to exclusive
     */
    public record Wish(
            String factory,
            String product,
            String line,
            String defectType,
            Instant from,
            Instant to,
            Step step,
            Set<Group> groups) {}

    /** Counts by what was decided. */
    public record Decided(long accepted, long reviewed, long rejected) {
        public long all() {
            return accepted + reviewed + rejected;
        }
    }

    /**
     * One period of one group.
     *
     * @param start of the period, or null for all time in one
     * @param defectType null where it is not told apart; empty for none
     */
    public record Row(
            Instant start,
            String factory,
            String product,
            String line,
            String defectType,
            Decided inspections,
            Decided good,
            Decided defective) {}

    /** By time, then by group. */
    public List<Row> count(Wish wish) {
        List<String> keys = new ArrayList<>();
        keys.add("date_trunc('%s', start, 'UTC')".formatted(wish.step().name().toLowerCase(Locale.ROOT)));
        wish.groups().stream().sorted().forEach(group -> keys.add(group.column));
        String select = keys.get(0) + " as start"
                + wish.groups().stream()
                        .sorted()
                        .map(group -> ", " + group.column)
                        .collect(Collectors.joining());
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("true");
        require(where, values, "step", wish.step() == Step.HOUR ? "HOUR" : "DAY");
        require(where, values, "factory", wish.factory());
        require(where, values, "product", wish.product());
        require(where, values, "line", wish.line());
        require(where, values, "defect_type", wish.defectType());
        if (wish.from() != null) {
            where.append(" and start >= date_trunc('%s', cast(? as timestamptz), 'UTC')"
                    .formatted(wish.step().name().toLowerCase(Locale.ROOT)));
            values.add(wish.from());
        }
        if (wish.to() != null) {
            where.append(" and start < ?");
            values.add(wish.to());
        }
        String places = IntStream.rangeClosed(1, keys.size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return sql.list(
                "select " + select + COUNTS + " from inspection_rollup where " + where + " group by " + places
                        + " order by " + places,
                row -> row(row, wish.groups()),
                values.toArray());
    }

    private static String counts(String prefix, String condition) {
        StringBuilder counts = new StringBuilder();
        for (String decision : List.of("ACCEPT", "REVIEW", "REJECT")) {
            counts.append(
                    ", cast(coalesce(sum(inspections) filter (where decision = '%1$s'%2$s), 0) as bigint) as %3$s%1$s"
                            .formatted(decision, condition, prefix));
        }
        return counts.toString();
    }

    private static void require(StringBuilder where, List<Object> values, String column, Object value) {
        if (value != null) {
            where.append(" and ").append(column).append(" = ?");
            values.add(value);
        }
    }

    private static Row row(ResultSet row, Set<Group> groups) throws SQLException {
        return new Row(
                Sql.instant(row, "start"),
                groups.contains(Group.FACTORY) ? row.getString("factory") : null,
                groups.contains(Group.PRODUCT) ? row.getString("product") : null,
                groups.contains(Group.LINE) ? row.getString("line") : null,
                groups.contains(Group.DEFECT_TYPE) ? row.getString("defect_type") : null,
                decided(row, ""),
                decided(row, "good_"),
                decided(row, "defective_"));
    }

    private static Decided decided(ResultSet row, String prefix) throws SQLException {
        return new Decided(
                row.getLong(prefix + "accept"), row.getLong(prefix + "review"), row.getLong(prefix + "reject"));
    }
}
