package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A piece of a spec that has several types: written as the type's name alone, with defaults for the rest, or as fields with the name
 * in {@code type}, which decides what other fields there may be.
 */
record Typed<E extends Enum<E>>(E type, JsonNode fields, String path) {
    /** @param node missing for the default */
    static <E extends Enum<E>> Typed<E> read(JsonNode node, String field, E byDefault, E[] types) {
        String path = field + ".";
        if (node.isTextual()) {
            JsonNode named = JsonNodeFactory.instance.objectNode().set("type", node);
            return new Typed<>(
                    new SpecNode(named, path, List.of("type")).choice("type", byDefault, types), named, path);
        }
        List<String> any = new ArrayList<>();
        node.fieldNames().forEachRemaining(any::add);
        return new Typed<>(new SpecNode(node, path, any).choice("type", byDefault, types), node, path);
    }

    /** @param names of the type's fields besides {@code type} */
    <T> T with(List<String> names, Function<SpecNode, T> reader) {
        List<String> all = new ArrayList<>(List.of("type"));
        all.addAll(names);
        return reader.apply(new SpecNode(fields, path, all));
    }
}
