package org.patchbank.reference.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbank.reference.spec.ModelSpec.MemoryBankSpec;

/** The models that a spec can name, each with its own fields. */
enum ModelType {
    MEMORY_BANK(MemoryBankFields.NAMES) {
        @Override
        ModelSpec read(SpecNode fields) {
            return MemoryBankFields.read(fields);
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
            node.put("type", SpecNode.name(MEMORY_BANK));
            MemoryBankFields.write(bank, node);
        }
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new java.util.ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
