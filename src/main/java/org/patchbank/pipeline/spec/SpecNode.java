package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.patchbank.platform.PatchbankException;

/** One level of a spec's tree: reads its fields, and refuses what it does not know. */
final class SpecNode {
    private final JsonNode node;
    private final String path;

    /**
     * @param node an object, or missing or null for all defaults
     * @param path of the node with a dot behind it, or empty at the top
     * @param fields the fields that it may have
     */
    SpecNode(JsonNode node, String path, List<String> fields) {
        this.node = node == null || node.isNull() ? MissingNode.getInstance() : node;
        this.path = path;
        if (!this.node.isMissingNode() && !this.node.isObject()) {
            throw SpecErrorCode.SPEC_VALUE_INVALID.error(
                    "%s is not a set of fields".formatted(path.isEmpty() ? "The spec" : path),
                    "Give fields: " + String.join(", ", fields) + ".");
        }
        this.node.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw SpecErrorCode.SPEC_FIELD_UNKNOWN.error(
                        "The spec has an unknown field \"%s%s\"".formatted(path, name),
                        "Valid fields here are: " + String.join(", ", fields) + ".");
            }
        });
    }

    private JsonNode value(String field) {
        JsonNode value = node.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** Of this level, with a dot behind it. */
    String path() {
        return path;
    }

    JsonNode child(String field) {
        return value(field);
    }

    String text(String field, String byDefault) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return byDefault;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw invalid(field, value, "a text that is not empty");
        }
        return value.textValue();
    }

    int integer(String field, int byDefault, int least, int most) {
        return optionalInteger(field, least, most).orElse(byDefault);
    }

    OptionalInt optionalInteger(String field, int least, int most) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw invalid(field, value, "a whole number from %d to %d".formatted(least, most));
        }
        return OptionalInt.of(value.intValue());
    }

    long seed(String field, long byDefault) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return byDefault;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(field, value, "a whole number");
        }
        return value.longValue();
    }

    /** A share in (0, 1]. */
    double share(String field, double byDefault) {
        return optionalShare(field).orElse(byDefault);
    }

    OptionalDouble optionalShare(String field) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber() || !(value.doubleValue() > 0) || value.doubleValue() > 1) {
            throw invalid(field, value, "a number above 0 and at most 1");
        }
        return OptionalDouble.of(value.doubleValue());
    }

    double number(String field, double byDefault, double least, double most) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return byDefault;
        }
        if (!value.isNumber() || !(value.doubleValue() >= least) || value.doubleValue() > most) {
            throw invalid(field, value, "a number from %s to %s".formatted(least, most));
        }
        return value.doubleValue();
    }

    /** A share in (0, 1). */
    double shareBelowOne(String field, double byDefault) {
        double share = share(field, byDefault);
        if (share == 1) {
            throw invalid(field, value(field), "a number above 0 and below 1");
        }
        return share;
    }

    int oneOf(String field, int byDefault, List<Integer> choices) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return byDefault;
        }
        if (!value.isIntegralNumber() || !choices.contains(value.intValue())) {
            throw invalid(
                    field,
                    value,
                    "one of " + choices.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return value.intValue();
    }

    <E extends Enum<E>> E choice(String field, E byDefault, E[] choices) {
        return choice(field, byDefault, choices, SpecNode::name);
    }

    <E extends Enum<E>> E choice(String field, E byDefault, E[] choices, Function<? super E, String> name) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return byDefault;
        }
        return Arrays.stream(choices)
                .filter(choice -> name.apply(choice).equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> invalid(
                        field,
                        value,
                        "one of " + Arrays.stream(choices).map(name).collect(Collectors.joining(", "))));
    }

    /** Texts of a list, or of one text with commas. */
    List<String> texts(String field) {
        JsonNode value = value(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (value.isTextual()) {
            return Arrays.stream(value.textValue().split(","))
                    .map(String::strip)
                    .toList();
        }
        if (!value.isArray() || StreamSupport.stream(value.spliterator(), false).anyMatch(item -> !item.isTextual())) {
            throw invalid(field, value, "a list of texts");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Numbers of a list; empty where it is missing. */
    List<Double> numbers(String field, double least, double most) {
        JsonNode value = value(field);
        List<Double> numbers = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            throw invalid(field, value, "a list of numbers");
        }
        for (JsonNode item : value) {
            if (!item.isNumber() || !(item.doubleValue() >= least) || item.doubleValue() > most) {
                throw invalid(field, value, "a list of numbers from %s to %s".formatted(least, most));
            }
            numbers.add(item.doubleValue());
        }
        return numbers;
    }

    PatchbankException invalid(String field, JsonNode value, String wanted) {
        return SpecErrorCode.SPEC_VALUE_INVALID.error(
                "The spec's field \"%s%s\" cannot be %s".formatted(path, field, value),
                "Give " + wanted + ", or leave it out for the default.");
    }

    /** A constant as specs write it: {@code MEMORY_BANK} is {@code memory-bank}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
