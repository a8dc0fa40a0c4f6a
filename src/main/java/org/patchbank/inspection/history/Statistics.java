package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts over time, from the counts by hour and by day that {@link Rollup} keeps; inspections are never read for it. */
@ApplicationScoped
public class Statistics {
    private static final String COUNTS = counts("", "")
            + counts("good_", " and quality = 'GOOD'")
            + counts("defective_", " and quality = 'DEFECTIVE'");

    private final EntityManager database;

    Statistics(EntityManager database) {
        this.database = database;
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
    @Transactional
    public List<Row> count(Wish wish) {
        List<String> keys = new ArrayList<>();
        keys.add("date_trunc('%s', start, 'UTC')".formatted(wish.step().name().toLowerCase(Locale.ROOT)));
        wish.groups().stream().sorted().forEach(group -> keys.add(group.column));
        String select = keys.get(0) + " as start"
                + wish.groups().stream()
                        .sorted()
                        .map(group -> ", " + group.column)
                        .collect(Collectors.joining());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", wish.step() == Step.HOUR ? "HOUR" : "DAY");
        StringBuilder where = new StringBuilder("step = :table");
        require(where, values, "factory", wish.factory());
        require(where, values, "product", wish.product());
        require(where, values, "line", wish.line());
        require(where, values, "defect_type", wish.defectType());
        if (wish.from() != null) {
            where.append(" and start >= date_trunc('%s', cast(:from as timestamptz), 'UTC')"
                    .formatted(wish.step().name().toLowerCase(Locale.ROOT)));
            values.put("from", wish.from());
        }
        if (wish.to() != null) {
            where.append(" and start < :to");
            values.put("to", wish.to());
        }
        String places = IntStream.rangeClosed(1, keys.size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        Query query = database.createNativeQuery(
                "select " + select + COUNTS + " from inspection_rollup where " + where + " group by " + places
                        + " order by " + places,
                Tuple.class);
        values.forEach(query::setParameter);
        return ((List<?>) query.getResultList())
                .stream().map(row -> row((Tuple) row, wish.groups())).toList();
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

    private static void require(StringBuilder where, Map<String, Object> values, String column, Object value) {
        if (value != null) {
            where.append(" and ").append(column).append(" = :").append(column);
            values.put(column, value);
        }
    }

    private static Row row(Tuple row, Set<Group> groups) {
        return new Row(
                row.get("start", Instant.class),
                groups.contains(Group.FACTORY) ? row.get("factory", String.class) : null,
                groups.contains(Group.PRODUCT) ? row.get("product", String.class) : null,
                groups.contains(Group.LINE) ? row.get("line", String.class) : null,
                groups.contains(Group.DEFECT_TYPE) ? row.get("defect_type", String.class) : null,
                decided(row, ""),
                decided(row, "good_"),
                decided(row, "defective_"));
    }

    private static Decided decided(Tuple row, String prefix) {
        return new Decided(
                row.get(prefix + "accept", Long.class),
                row.get(prefix + "review", Long.class),
                row.get(prefix + "reject", Long.class));
    }
}
