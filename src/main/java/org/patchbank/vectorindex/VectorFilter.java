package org.patchbank.vectorindex;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which rows are meant: those of one partition (or of all), whose metadata equal every given value. A row without the
 * field does not match.
 */
public record VectorFilter(Optional<String> partition, Map<String, Object> equal) {
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public static final VectorFilter ALL = new VectorFilter(Optional.empty(), Map.of());

    public VectorFilter {
        equal.forEach(VectorFilter::checkField);
        equal = Map.copyOf(equal);
    }

    public static VectorFilter partition(String partition) {
        return new VectorFilter(Optional.of(partition), Map.of());
    }

    /** This filter, and the field equal to a {@link String} or {@link Long}. */
    public VectorFilter with(String field, Object value) {
        Map<String, Object> more = new TreeMap<>(equal);
        more.put(field, value);
        return new VectorFilter(partition, more);
    }

    public boolean matches(VectorRow row) {
        return partition.map(row.partition()::equals).orElse(true)
                && equal.entrySet().stream()
                        .allMatch(
                                field -> field.getValue().equals(row.metadata().get(field.getKey())));
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
