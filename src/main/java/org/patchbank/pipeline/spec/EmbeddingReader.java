package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.Crops;
import org.patchbank.embedding.EmbeddingSpec;

/** Reads and writes what decides an embedding: backbone, layers, input sizes, neighbourhood and patches. */
final class EmbeddingReader {
    static final List<String> FIELDS = List.of("backbone", "layers", "input_size", "neighbourhood", "patches");

    private static final int INPUT_SIZE = 224;
    private static final int SMALLEST_INPUT = 32;
    private static final int LARGEST_INPUT = 2048;
    private static final int NEIGHBOURHOOD = 3;
    private static final String CELLS = "cells";
    private static final int CROP_SIZE = 64;

    private enum Patches {
        CELLS,
        CROPS
    }

    private EmbeddingReader() {}

    /** @param tiles which the network sees at full resolution where no input size is given */
    static EmbeddingSpec read(SpecNode fields, Optional<TilesSpec> tiles) {
        Optional<Crops> crops = crops(fields);
        return new EmbeddingSpec(
                fields.text("backbone", BackboneRegistry.BUILT_IN),
                fields.texts("layers"),
                inputSizes(fields, tiles.map(TilesSpec::size).orElse(INPUT_SIZE)),
                fields.oneOf("neighbourhood", crops.isPresent() ? 1 : NEIGHBOURHOOD, List.of(1, 3, 5)),
                crops);
    }

    private static List<Integer> inputSizes(SpecNode fields, int byDefault) {
        JsonNode value = fields.child("input_size");
        if (value.isMissingNode() && byDefault > LARGEST_INPUT) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "Tiles of %d pixels cannot be seen at full resolution, the network takes %d pixels at most"
                            .formatted(byDefault, LARGEST_INPUT),
                    "Give an input_size, which each tile is resized to, or a tiles.size up to " + LARGEST_INPUT + ".");
        }
        if (!value.isArray()) {
            return List.of(fields.integer("input_size", byDefault, SMALLEST_INPUT, LARGEST_INPUT));
        }
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode size : value) {
            if (!size.isIntegralNumber()
                    || !size.canConvertToInt()
                    || size.intValue() < SMALLEST_INPUT
                    || size.intValue() > LARGEST_INPUT) {
                throw fields.invalid(
                        "input_size",
                        value,
                        "a whole number from %d to %d, or a list of such".formatted(SMALLEST_INPUT, LARGEST_INPUT));
            }
            sizes.add(size.intValue());
        }
        return sizes;
    }

    private static Optional<Crops> crops(SpecNode parent) {
        JsonNode node = parent.child("patches");
        if (node.isMissingNode() || node.asText().equals(CELLS)) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            parent.choice("patches", Patches.CELLS, Patches.values());
            return Optional.of(new Crops(CROP_SIZE, CROP_SIZE / 2));
        }
        SpecNode fields = new SpecNode(node, "patches.", List.of("type", "size", "stride"));
        if (fields.choice("type", Patches.CELLS, Patches.values()) == Patches.CELLS) {
            new SpecNode(node, "patches.", List.of("type"));
            return Optional.empty();
        }
        int size = fields.integer("size", CROP_SIZE, SMALLEST_INPUT, LARGEST_INPUT);
        return Optional.of(new Crops(size, fields.integer("stride", size / 2, 1, size)));
    }

    static void write(EmbeddingSpec embedding, ObjectNode tree) {
        tree.put("backbone", embedding.backbone());
        embedding.layers().forEach(tree.putArray("layers")::add);
        if (embedding.inputSizes().size() == 1) {
            tree.put("input_size", embedding.inputSize());
        } else {
            ArrayNode sizes = tree.putArray("input_size");
            embedding.inputSizes().forEach(sizes::add);
        }
        tree.put("neighbourhood", embedding.neighbourhood());
        embedding
                .crops()
                .ifPresentOrElse(
                        crops -> tree.putObject("patches")
                                .put("type", SpecNode.name(Patches.CROPS))
                                .put("size", crops.size())
                                .put("stride", crops.stride()),
                        () -> tree.put("patches", CELLS));
    }
}
