package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the schema says of a field, in words. */
final class SpecWords {
    private SpecWords() {}

    /** What a field can be, to follow "Give". */
    static String wanted(JsonNode field) {
        return field.has("description")
                ? field.get("description").asText()
                : options(field).map(SpecWords::option).collect(Collectors.joining(" or "));
    }

    /** The fields of a part with commas, the one that names its kind first; empty where the schema is of no part. */
    static String fields(JsonNode part) {
        List<String> names = new ArrayList<>();
        options(part)
                .findFirst()
                .ifPresent(option -> option.path("properties").fieldNames().forEachRemaining(names::add));
        if (names.remove("type")) {
            names.add(0, "type");
        }
        return String.join(", ", names);
    }

    /** The alternatives but null, those of a part first. */
    private static Stream<JsonNode> options(JsonNode field) {
        if (!field.has("anyOf")) {
            return field.path("type").asText().equals("null") ? Stream.empty() : Stream.of(field);
        }
        List<JsonNode> options = StreamSupport.stream(field.get("anyOf").spliterator(), false)
                .flatMap(SpecWords::options)
                .toList();
        return Stream.concat(
                options.stream().filter(option -> option.has("properties")),
                options.stream().filter(option -> !option.has("properties")));
    }

    private static String option(JsonNode option) {
        if (option.has("enum")) {
            String names = StreamSupport.stream(option.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
            return option.get("enum").size() == 1 ? names : "one of " + names;
        }
        JsonNode type = option.path("type").isArray() ? option.at("/type/0") : option.path("type");
        return switch (type.asText()) {
            case "boolean" -> "true or false";
            case "string" -> "a text that is not empty";
            case "array" -> list(option);
            case "integer" -> "a whole number" + range(option);
            default -> "a number" + range(option);
        };
    }

    private static String list(JsonNode list) {
        if (list.has("maxItems")) {
            return "a list of at most %s elements".formatted(list.get("maxItems"));
        }
        String each = wanted(list.path("items"));
        return each.startsWith("a text") ? "a list of texts" : "a list, each " + each;
    }

    private static String range(JsonNode number) {
        if (number.has("minimum")) {
            return " from %s to %s".formatted(end(number, "minimum"), end(number, "maximum"));
        }
        if (!number.has("exclusiveMinimum")) {
            return "";
        }
        String most = number.has("maximum")
                ? "at most " + end(number, "maximum")
                : "below " + end(number, "exclusiveMaximum");
        return " above %s and %s".formatted(end(number, "exclusiveMinimum"), most);
    }

    private static String end(JsonNode number, String name) {
        return number.get(name).decimalValue().stripTrailingZeros().toPlainString();
    }
}
