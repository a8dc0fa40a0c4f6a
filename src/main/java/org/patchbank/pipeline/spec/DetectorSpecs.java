package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.image.align.Alignment;

/** Reads, checks and writes detector specs: a tree of snake_case fields, all with defaults. */
public final class DetectorSpecs {
    private static final List<String> FIELDS = fields();
    private static final ObjectMapper YAML = new YAMLMapper();

    private DetectorSpecs() {}

    private static List<String> fields() {
        List<String> fields = new ArrayList<>(EmbeddingReader.FIELDS);
        fields.addAll(List.of(
                "tiles",
                "region_of_interest",
                "augmentation",
                "alignment",
                "fusion",
                "centring",
                "model",
                "aggregation",
                "zones",
                "calibration",
                "seed"));
        return List.copyOf(fields);
    }

    public static DetectorSpec defaults() {
        return read(null, Map.of());
    }

    /**
     * @param tree fields that differ from the defaults; may be null
     * @param settings dotted paths and values laid over the tree, e.g. {@code model.coreset_ratio=0.05}
     * @throws org.patchbank.platform.PatchbankException naming the valid fields or values
     */
    public static DetectorSpec read(JsonNode tree, Map<String, String> settings) {
        SpecNode fields = new SpecNode(overlay(tree, settings), "", FIELDS);
        Optional<TilesSpec> tiles = TilesReader.read(fields);
        EmbeddingSpec embedding = EmbeddingReader.read(fields, tiles);
        ModelSpec model = ModelType.read(fields.child("model"));
        FusionSpec fusion = FusionReader.read(fields.child("fusion"));
        FusionRules.check(fusion, embedding, model);
        Centring centring = fields.choice("centring", Centring.NONE, Centring.values());
        FusionRules.check(centring, fusion, embedding);
        DetectorSpec spec = new DetectorSpec(
                embedding,
                tiles,
                RegionReader.read(fields),
                AugmentationReader.read(fields),
                fields.choice("alignment", Alignment.NONE, Alignment.values()),
                fusion,
                centring,
                model,
                AggregationReader.read(fields.child("aggregation")),
                ZonesReader.read(fields),
                CalibrationMethod.read(fields.child("calibration")),
                fields.seed("seed", 0));
        PositionRules.check(spec);
        return spec;
    }

    /** The whole spec, every field named; {@link #read} of it gives the same spec. */
    public static JsonNode write(DetectorSpec spec) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        EmbeddingReader.write(spec.embedding(), tree);
        tree.set("tiles", TilesReader.write(spec.tiles()));
        tree.set(RegionReader.FIELD, RegionReader.write(spec.regionOfInterest()));
        tree.set("augmentation", AugmentationReader.write(spec.augmentation()));
        tree.put("alignment", SpecNode.name(spec.alignment()));
        tree.set("fusion", FusionReader.write(spec.fusion()));
        tree.put("centring", SpecNode.name(spec.centring()));
        ModelType.write(spec.model(), tree.putObject("model"));
        tree.set("aggregation", AggregationReader.write(spec.aggregation()));
        tree.set("zones", ZonesReader.write(spec.zones()));
        CalibrationMethod.write(spec.calibration(), tree.putObject("calibration"));
        return tree.put("seed", spec.seed());
    }

    private static JsonNode overlay(JsonNode tree, Map<String, String> settings) {
        if (settings.isEmpty()) {
            return tree;
        }
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
                        "Set it as a whole; valid fields are: " + String.join(", ", FIELDS) + ".");
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
