package org.patchbank.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;

/** Detector specs as the tables keep them: whole, so that a later default changes no score. */
final class SpecJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields whose default hangs on another: tiles are seen at full resolution, crops have no neighbourhood. */
    private static final Map<String, String> DEFAULTS_THAT_FOLLOW =
            Map.of("tiles", "input_size", "patches", "neighbourhood");

    /** Fields that decide which others stand beside them: where one changes, the others are not kept. */
    private static final List<String> KINDS = List.of("type", "method");

    /** Fields that mean something with some values of another only: where that one changes, they are not kept. */
    private static final Map<String, List<String>> FOLLOWERS = Map.of(
            "metric", List.of("shrinkage"),
            "reduction", List.of("channels"),
            "by", List.of("coarse", "share", "radius", "images", "combine", "scale"));

    /** The selection that has no size of its own: one that replaces it, or is replaced by it, takes none from it. */
    private static final JsonNode EVERYTHING = TextNode.valueOf("everything");

    private static final String SELECTION = "selection";

    private SpecJson() {}

    /**
     * @param fields those that differ from the defaults; may be null
     * @throws org.patchbank.platform.PatchbankException naming the valid fields or values
     */
    static String whole(JsonNode fields) {
        return DetectorSpecs.write(DetectorSpecs.read(fields, Map.of())).toString();
    }

    /**
     * A whole spec with some fields changed. A piece of another type takes nothing from the piece that it replaces.
     *
     * @param fields may be null
     * @throws org.patchbank.platform.PatchbankException naming the valid fields or values
     */
    static String changed(String spec, JsonNode fields, OptionalLong seed) {
        JsonNode tree = fields == null || fields.isNull() ? tree(spec) : laidOver(tree(spec), fields);
        Map<String, String> settings = seed.isPresent() ? Map.of("seed", Long.toString(seed.getAsLong())) : Map.of();
        return DetectorSpecs.write(DetectorSpecs.read(tree, settings)).toString();
    }

    private static JsonNode laidOver(JsonNode base, JsonNode fields) {
        if (!(base instanceof ObjectNode below) || !fields.isObject()) {
            return fields;
        }
        if (KINDS.stream().anyMatch(kind -> differs(below, fields, kind))) {
            return fields;
        }
        ObjectNode merged = below.deepCopy();
        DEFAULTS_THAT_FOLLOW.forEach((field, follower) -> {
            if (fields.has(field)) {
                merged.remove(follower);
            }
        });
        FOLLOWERS.forEach((field, followers) -> {
            if (differs(below, fields, field)) {
                merged.remove(followers);
            }
        });
        if (EVERYTHING.equals(fields.path(SELECTION)) != EVERYTHING.equals(below.path(SELECTION))
                && fields.has(SELECTION)) {
            merged.remove(List.of("coreset_ratio", "coreset_size"));
        }
        fields.fields().forEachRemaining(field -> {
            JsonNode old = merged.get(field.getKey());
            merged.set(field.getKey(), old == null ? field.getValue() : laidOver(old, field.getValue()));
        });
        return merged;
    }

    private static boolean differs(JsonNode base, JsonNode fields, String kind) {
        return fields.has(kind) && base.has(kind) && !fields.get(kind).equals(base.get(kind));
    }

    static DetectorSpec parse(String spec) {
        return DetectorSpecs.read(tree(spec), Map.of());
    }

    static JsonNode tree(String spec) {
        try {
            return JSON.readTree(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the tables hold a damaged spec: " + spec, e);
        }
    }
}
