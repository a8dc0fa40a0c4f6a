package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.patchbank.pipeline.spec.ModelSpec.GaussianPerPositionSpec;
import org.patchbank.pipeline.spec.ModelSpec.GaussianSpec;
import org.patchbank.pipeline.spec.ModelSpec.HybridSpec;
import org.patchbank.pipeline.spec.ModelSpec.KernelDensitySpec;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.pipeline.spec.ModelSpec.MixtureSpec;
import org.patchbank.pipeline.spec.ModelSpec.SubspaceSpec;

/** The models that a spec can name, each with its own fields. */
enum ModelType {
    MEMORY_BANK(MemoryBankFields.NAMES, MemoryBankFields::read),
    GAUSSIAN_PER_POSITION(GaussianFields.PER_POSITION, GaussianFields::readPerPosition),
    GAUSSIAN(GaussianFields.POOLED, GaussianFields::readPooled),
    GAUSSIAN_MIXTURE(GaussianFields.MIXTURE, GaussianFields::readMixture),
    KERNEL_DENSITY(DensityFields.NAMES, DensityFields::read),
    SUBSPACE(SubspaceFields.SUBSPACE, SubspaceFields::readSubspace),
    HYBRID(SubspaceFields.HYBRID, SubspaceFields::readHybrid);

    private final List<String> fields;
    private final Function<SpecNode, ModelSpec> reader;

    ModelType(List<String> fields, Function<SpecNode, ModelSpec> reader) {
        this.fields = fields;
        this.reader = reader;
    }

    /** @param node the spec's {@code model}: its {@code type} decides which fields it may have */
    static ModelSpec read(JsonNode node) {
        return read(node, "model.", MEMORY_BANK);
    }

    /** @param path of the node with a dot behind it */
    static ModelSpec read(JsonNode node, String path, ModelType byDefault) {
        ModelType type = byDefault;
        if (node.isObject() && node.hasNonNull("type")) {
            type = new SpecNode(node, path, fieldNames(node)).choice("type", type, values());
        }
        return type.reader.apply(new SpecNode(node, path, type.fields));
    }

    static void write(ModelSpec model, ObjectNode node) {
        if (model instanceof MemoryBankSpec bank) {
            MemoryBankFields.write(bank, name(MEMORY_BANK, node));
        } else if (model instanceof GaussianPerPositionSpec gaussian) {
            GaussianFields.write(gaussian.settings(), name(GAUSSIAN_PER_POSITION, node));
        } else if (model instanceof GaussianSpec gaussian) {
            GaussianFields.write(gaussian, name(GAUSSIAN, node));
        } else if (model instanceof MixtureSpec mixture) {
            GaussianFields.write(mixture.settings(), name(GAUSSIAN_MIXTURE, node));
        } else if (model instanceof KernelDensitySpec density) {
            DensityFields.write(density.settings(), name(KERNEL_DENSITY, node));
        } else if (model instanceof SubspaceSpec subspace) {
            SubspaceFields.write(subspace, name(SUBSPACE, node));
        } else if (model instanceof HybridSpec hybrid) {
            SubspaceFields.write(hybrid, name(HYBRID, node));
        }
    }

    private static ObjectNode name(ModelType type, ObjectNode node) {
        return node.put("type", SpecNode.name(type));
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new java.util.ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
