package org.patchbank.vectorindex.milvus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorFilter.Range;

/** Expressions of Milvus. Values become literals of their type, whatever they hold. */
final class MilvusFilters {
    private MilvusFilters() {}

    /** The rows of the filter; empty for all of them. */
    static String matching(VectorFilter filter) {
        return String.join(" and ", terms(filter));
    }

    /** As {@link #matching}, where Milvus wants an expression even for all rows. */
    static String some(VectorFilter filter) {
        List<String> terms = terms(filter);
        return terms.isEmpty() ? after(-1) : String.join(" and ", terms);
    }

    static String matchingAfter(VectorFilter filter, long id) {
        List<String> terms = terms(filter);
        terms.add(after(id));
        return String.join(" and ", terms);
    }

    static String ids(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", MilvusSchema.ID + " in [", "]"));
    }

    private static String after(long id) {
        return MilvusSchema.ID + " > " + id;
    }

    private static List<String> terms(VectorFilter filter) {
        List<String> terms = new ArrayList<>();
        filter.partition().ifPresent(partition -> terms.add(MilvusSchema.PARTITION + " == " + literal(partition)));
        for (Map.Entry<String, Object> field : new TreeMap<>(filter.equal()).entrySet()) {
            terms.add("%s[\"%s\"] == %s".formatted(MilvusSchema.METADATA, field.getKey(), literal(field.getValue())));
        }
        for (Map.Entry<String, Range> field : new TreeMap<>(filter.ranges()).entrySet()) {
            String name = "%s[\"%s\"]".formatted(MilvusSchema.METADATA, field.getKey());
            Range range = field.getValue();
            terms.add("(exists " + name + ")"); // or what follows would be taken with it
            if (range.from() != Long.MIN_VALUE) {
                terms.add(name + " >= " + range.from());
            }
            if (range.to() != Long.MAX_VALUE) {
                terms.add(name + " < " + range.to());
            }
        }
        return terms;
    }

    private static String literal(Object value) {
        return value instanceof Long number ? number.toString() : literal((String) value);
    }

    /** Quotes and backslashes escaped; control characters by their number, as the lexer takes no raw line breaks. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                literal.append("\\u%04x".formatted(c));
            } else {
                literal.append((char) c);
            }
        });
        return literal.append('"').toString();
    }
}
