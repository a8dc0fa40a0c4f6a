package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.patchbank.image.Augmentation;
import org.patchbank.image.Augmentation.Flip;

/** Reads and writes a spec's {@code augmentation}: {@code none}, or fields. */
final class AugmentationReader {
    /** Every variant is embedded, and kept while the bank is chosen, as an image is. */
    static final int MOST_VARIANTS = 63;

    private static final String FIELD = "augmentation";
    private static final String NONE = "none";
    private static final int MOST_PIXELS = 4096;

    private AugmentationReader() {}

    static Augmentation read(SpecNode parent) {
        JsonNode node = parent.child(FIELD);
        if (node.isMissingNode() || node.asText().equals(NONE)) {
            return Augmentation.NONE;
        }
        SpecNode fields =
                new SpecNode(node, FIELD + ".", List.of("flips", "quarter_turns", "rotations", "shifts", "brightness"));
        Augmentation augmentation = new Augmentation(
                flips(fields),
                quarterTurns(fields),
                numbers(
                        fields,
                        "rotations",
                        "a list of degrees from -180 to 180, without 0",
                        value -> Math.abs(value) <= 180 && value != 0),
                numbers(
                                fields,
                                "shifts",
                                "a list of whole pixels from 1 to " + MOST_PIXELS,
                                value -> value >= 1 && value <= MOST_PIXELS && value == Math.rint(value))
                        .stream()
                        .map(Double::intValue)
                        .toList(),
                numbers(
                        fields,
                        "brightness",
                        "a list of factors from 0.1 to 10, without 1",
                        value -> value >= 0.1 && value <= 10 && value != 1));
        if (augmentation.variants() > MOST_VARIANTS) {
            throw SpecErrorCode.SPEC_VALUE_INVALID.error(
                    "The augmentation makes %d variants of every image, the limit is %d"
                            .formatted(augmentation.variants(), MOST_VARIANTS),
                    "Each pose (flips and quarter turns: up to 8) comes with every rotation, four ways of every shift and"
                            + " every brightness: leave some of them out.");
        }
        return augmentation;
    }

    private static Set<Flip> flips(SpecNode fields) {
        Set<Flip> flips = new LinkedHashSet<>();
        for (String name : fields.texts("flips")) {
            flips.add(Arrays.stream(Flip.values())
                    .filter(flip -> SpecNode.name(flip).equals(name))
                    .findFirst()
                    .orElseThrow(() -> fields.invalid(
                            "flips",
                            fields.child("flips"),
                            "a list of "
                                    + Arrays.stream(Flip.values())
                                            .map(SpecNode::name)
                                            .collect(Collectors.joining(", ")))));
        }
        return flips;
    }

    private static boolean quarterTurns(SpecNode fields) {
        JsonNode value = fields.child("quarter_turns");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw fields.invalid("quarter_turns", value, "true or false");
        }
        return value.booleanValue();
    }

    private static List<Double> numbers(SpecNode fields, String field, String wanted, DoublePredicate valid) {
        JsonNode value = fields.child(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()
                || StreamSupport.stream(value.spliterator(), false)
                        .anyMatch(item -> !item.isNumber() || !valid.test(item.doubleValue()))) {
            throw fields.invalid(field, value, wanted);
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::doubleValue)
                .distinct()
                .toList();
    }

    static JsonNode write(Augmentation augmentation) {
        if (augmentation.isNone()) {
            return JsonNodeFactory.instance.textNode(NONE);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode flips = node.putArray("flips");
        Arrays.stream(Flip.values())
                .filter(augmentation.flips()::contains)
                .map(SpecNode::name)
                .forEach(flips::add);
        node.put("quarter_turns", augmentation.quarterTurns());
        augmentation.rotations().forEach(node.putArray("rotations")::add);
        augmentation.shifts().forEach(node.putArray("shifts")::add);
        augmentation.brightness().forEach(node.putArray("brightness")::add);
        return node;
    }
}
