package org.patchbank.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A detector spec as a list of fields with dotted names. */
final class SpecFields {
    /** Masks and polygons are long; what is beyond tells nobody anything. */
    private static final int MOST_CHARACTERS = 160;

    private SpecFields() {}

    /** @param changed whether it differs from what it is compared with */
    record Field(String name, String value, boolean changed) {}

    /** @param first its value in the first spec, or null where that has no such field; {@code second} likewise */
    record Difference(String name, String first, String second) {}

    /** All fields in their order, marked where they differ from another spec's. */
    static List<Field> of(JsonNode spec, JsonNode other) {
        Map<String, String> others = flat(other);
        return flat(spec).entrySet().stream()
                .map(field -> new Field(
                        field.getKey(),
                        shortened(field.getValue()),
                        !field.getValue().equals(others.get(field.getKey()))))
                .toList();
    }

    static List<Difference> differences(JsonNode first, JsonNode second) {
        Map<String, String> left = flat(first);
        Map<String, String> right = flat(second);
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String a = left.get(name);
            String b = right.get(name);
            if (a == null || !a.equals(b)) {
                differences.add(new Difference(name, shortened(a), shortened(b)));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(JsonNode spec) {
        Map<String, String> fields = new LinkedHashMap<>();
        flatten("", spec, fields);
        return fields;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.fields()
                    .forEachRemaining(field -> flatten(
                            name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), fields));
        } else {
            fields.put(name, node.isTextual() ? node.asText() : node.toString());
        }
    }

    private static String shortened(String value) {
        return value == null || value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
    }
}
