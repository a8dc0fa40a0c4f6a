package org.patchbank.reference.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.patchbank.detector.Metric;
import org.patchbank.reference.spec.ModelSpec.MemoryBankSpec;

/** The models that a spec can name, each with its own fields. */
enum ModelType {
    MEMORY_BANK(List.of("type", "coreset_ratio", "coreset_size", "neighbours", "metric")) {
        @Override
        ModelSpec read(SpecNode fields) {
            OptionalInt size = fields.optionalInteger("coreset_size", 1, 100_000_000);
            return new MemoryBankSpec(
                    fields.share("coreset_ratio", 0.1),
                    size,
                    fields.integer("neighbours", 1, 1, 64),
                    fields.choice("metric", Metric.EUCLIDEAN, Metric.values()));
        }
    };

    private final List<String> fields;

    ModelType(List<String> fields) {
        this.fields = fields;
    }

    abstract ModelSpec read(SpecNode fields);

    /** @param node the spec's {@code model}: its {@code type} decides which fields it may have */
    static ModelSpec read(JsonNode node) {
        ModelType type = MEMORY_BANK;
        if (node.isObject() && node.hasNonNull("type")) {
            type = new SpecNode(node, "model.", fieldNames(node)).choice("type", type, values());
        }
        return type.read(new SpecNode(node, "model.", type.fields));
    }

    static void write(ModelSpec model, ObjectNode node) {
        if (model instanceof MemoryBankSpec bank) {
            node.put("type", SpecNode.name(MEMORY_BANK)).put("coreset_ratio", bank.coresetRatio());
            bank.coresetSize()
                    .ifPresentOrElse(size -> node.put("coreset_size", size), () -> node.putNull("coreset_size"));
            node.put("neighbours", bank.neighbours()).put("metric", SpecNode.name(bank.metric()));
        }
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new java.util.ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
