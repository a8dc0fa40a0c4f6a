package org.patchbank.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;
import org.patchbank.reference.spec.DetectorSpec;
import org.patchbank.reference.spec.DetectorSpecs;

/** Detector specs as the tables keep them: whole, so that a later default changes no score. */
final class SpecJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecJson() {}

    /**
     * @param fields those that differ from the defaults; may be null
     * @throws org.patchbank.platform.PatchbankException naming the valid fields or values
     */
    static String whole(JsonNode fields) {
        return DetectorSpecs.write(DetectorSpecs.read(fields, Map.of())).toString();
    }

    /**
     * A whole spec with some fields changed.
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
        ObjectNode merged = below.deepCopy();
        fields.fields().forEachRemaining(field -> {
            JsonNode old = merged.get(field.getKey());
            merged.set(field.getKey(), old == null ? field.getValue() : laidOver(old, field.getValue()));
        });
        return merged;
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
