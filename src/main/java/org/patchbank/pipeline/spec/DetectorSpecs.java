package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;

/** Reads, checks and writes detector specs: a tree of snake_case fields, all with defaults. */
public final class DetectorSpecs {
    static final ObjectMapper YAML = new YAMLMapper();

    private DetectorSpecs() {}

    public static DetectorSpec defaults() {
        return read(null, Map.of());
    }

    /**
     * @param tree fields that differ from the defaults; may be null
     * @param settings dotted paths and values laid over the tree, e.g. {@code model.coreset_ratio=0.05}
     * @throws org.patchbank.platform.PatchbankException naming the valid fields or values
     */
    public static DetectorSpec read(JsonNode tree, Map<String, String> settings) {
        JsonNode spec = overlay(tree, settings);
        if (spec instanceof ObjectNode fields) {
            SpecShorthands.expand(fields);
        }
        try {
            return SpecMapper.JSON.treeToValue(spec, DetectorSpec.class);
        } catch (JsonMappingException e) {
            throw SpecProblem.of(spec, e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree was read as text", e);
        }
    }

    /** The whole spec, every field named; {@link #read} of it gives the same spec. */
    public static JsonNode write(DetectorSpec spec) {
        ObjectNode tree = SpecMapper.JSON.valueToTree(spec);
        SpecShorthands.shorten(tree);
        return tree;
    }

    private static JsonNode overlay(JsonNode tree, Map<String, String> settings) {
        if (tree != null && !tree.isNull() && !tree.isObject()) {
            return tree;
        }
        ObjectNode merged = tree == null || tree.isNull() ? JsonNodeFactory.instance.objectNode() : tree.deepCopy();
        settings.forEach((path, value) -> set(merged, path, value));
        return merged;
    }

    private static void set(ObjectNode tree, String path, String value) {
        ObjectNode node = tree;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode child = node.path(names[i]);
            if (!child.isMissingNode() && !child.isNull() && !child.isObject()) {
                throw SpecErrorCode.SPEC_FIELD_UNKNOWN.error(
                        "The spec's field \"%s\" has no fields of its own".formatted(names[i]),
                        "Set it as a whole; valid fields are: " + SpecWords.fields(SpecSchema.schema()) + ".");
            }
            node = child.isObject() ? (ObjectNode) child : node.putObject(names[i]);
        }
        node.set(names[names.length - 1], scalar(path, value));
    }

    /** A value as YAML would read it: a number, a text, a list in brackets, null. */
    private static JsonNode scalar(String path, String value) {
        if (value.isBlank()) {
            return TextNode.valueOf(value);
        }
        try {
            return YAML.readTree(value);
        } catch (JsonProcessingException e) {
            throw SpecErrorCode.SPEC_VALUE_INVALID.error(
                    "The value of \"%s\" cannot be read: %s".formatted(path, value),
                    "Write a number, a text or a list such as [layer2,layer3].");
        }
    }
}
