package org.patchbank.vectorindex;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which rows are meant: those of one partition (or of all), whose metadata equal every given value and lie in every given range. A
 * row without the field does not match.
 */
public record VectorFilter(Optional<String> partition, Map<String, Object> equal, Map<String, Range> ranges) {
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public static final VectorFilter ALL = new VectorFilter(Optional.empty(), Map.of());

    public VectorFilter {
        equal.forEach(VectorFilter::checkField);
        equal = Map.copyOf(equal);
        ranges.forEach((field, range) -> checkField(field, range.from()));
        ranges = Map.copyOf(ranges);
    }

    /**
     * Some numbers.
     *
     * @param from the least; {@link Long#MIN_VALUE} for no bound
     * @param to the first above them; {@link Long#MAX_VALUE} for no bound
     */
    public record Range(long from, long to) {}

    public VectorFilter(Optional<String> partition, Map<String, Object> equal) {
        this(partition, equal, Map.of());
    }

    public static VectorFilter partition(String partition) {
        return new VectorFilter(Optional.of(partition), Map.of());
    }

    /** This filter, and the field equal to a {@link String} or {@link Long}. */
    public VectorFilter with(String field, Object value) {
        Map<String, Object> more = new TreeMap<>(equal);
        more.put(field, value);
        return new VectorFilter(partition, more, ranges);
    }

    /** This filter, and the field a {@link Long} from one number on, up to another that is not among them: see {@link Range}. */
    public VectorFilter within(String field, long from, long to) {
        Map<String, Range> more = new TreeMap<>(ranges);
        more.put(field, new Range(from, to));
        return new VectorFilter(partition, equal, more);
    }

    /** Whether it looks at no metadata. */
    public boolean anyMetadata() {
        return equal.isEmpty() && ranges.isEmpty();
    }

    public boolean matches(VectorRow row) {
        return partition.map(row.partition()::equals).orElse(true) && matches(row.metadata()::get);
    }

    /** @param value gives the value of a field, or null */
    public boolean matches(Function<String, Object> value) {
        return equal.entrySet().stream().allMatch(field -> field.getValue().equals(value.apply(field.getKey())))
                && ranges.entrySet().stream()
                        .allMatch(field -> value.apply(field.getKey()) instanceof Long number
                                && number >= field.getValue().from()
                                && number < field.getValue().to());
    }

    /** Fields are named by programs and never by users; values may be any text. */
    static void checkField(String field, Object value) {
        if (!FIELD.matcher(field).matches()) {
            throw new IllegalArgumentException("not a name of a field: " + field);
        }
        if (!(value instanceof String) && !(value instanceof Long)) {
            throw new IllegalArgumentException("metadata are text or Long, but " + field + " is " + value);
        }
    }
}
