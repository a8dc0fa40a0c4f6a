package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people may write instead of a part's fields: its kind alone, {@code none}, or a list as one text with commas. */
final class SpecShorthands {
    private static final String TYPE = "type";
    private static final JsonNode NONE = TextNode.valueOf("none");

    /** Parts that can be written as their kind alone, and the kind that they have where nothing is written. */
    static final Map<String, String> NAMED = Map.of("patches", "cells", "fusion", "concatenate", "aggregation", "max");

    private static final String MODEL = "memory-bank";
    private static final String FIRST = "subspace";

    /** All kinds that need not be named. */
    static final Set<String> DEFAULTS = Set.of("cells", "concatenate", "max", MODEL, FIRST);

    /** Parts that can be {@code none}. */
    static final List<String> OPTIONAL = List.of("tiles", "region_of_interest", "augmentation");

    private SpecShorthands() {}

    /** @param spec changed: every part that has kinds names its own */
    static void expand(ObjectNode spec) {
        split(spec, "layers");
        if (spec.path("augmentation") instanceof ObjectNode augmentation) {
            split(augmentation, "flips");
        }
        OPTIONAL.stream().filter(part -> NONE.equals(spec.get(part))).forEach(spec::remove);
        NAMED.forEach((part, kind) -> {
            if (spec.path(part).isTextual()) {
                JsonNode named = spec.get(part);
                spec.putObject(part).set(TYPE, named);
            }
            name(spec, part, kind, part);
        });
        model(spec, "model", MODEL, "model");
    }

    private static void model(ObjectNode parent, String part, String kind, String path) {
        name(parent, part, kind, path);
        ObjectNode model = (ObjectNode) parent.get(part);
        if (model.path(TYPE).asText().equals("hybrid")) {
            model(model, "first", FIRST, path + ".first");
            model(model, "second", MODEL, path + ".second");
        }
    }

    private static void split(ObjectNode part, String field) {
        if (part.path(field).isTextual()) {
            String[] texts = part.get(field).textValue().split(",");
            ArrayNode list = part.putArray(field);
            Arrays.stream(texts).map(String::strip).forEach(list::add);
        }
    }

    private static void name(ObjectNode parent, String part, String kind, String path) {
        if (!parent.hasNonNull(part)) {
            parent.putObject(part);
        }
        if (!(parent.get(part) instanceof ObjectNode fields)) {
            throw SpecProblem.noFields(path, TYPE + " and those of the type");
        }
        if (!fields.hasNonNull(TYPE)) {
            fields.put(TYPE, kind);
        }
    }

    /** @param spec changed: as short as it is kept */
    static void shorten(ObjectNode spec) {
        NAMED.keySet().stream()
                .filter(part -> spec.get(part).size() == 1)
                .forEach(part -> spec.set(part, spec.get(part).get(TYPE)));
        if (spec.get("tiles").isNull()) {
            spec.set("tiles", NONE);
        }
        if (spec.get("augmentation").equals(SpecMapper.JSON.valueToTree(AugmentationSpec.NONE))) {
            spec.set("augmentation", NONE);
        }
    }
}
