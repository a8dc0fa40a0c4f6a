package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbank.detector.hybrid.Combination;
import org.patchbank.pipeline.spec.ModelSpec.HybridSpec;
import org.patchbank.pipeline.spec.ModelSpec.SubspaceSpec;

/** The fields of the principal subspace, and of two models together, in a spec. */
final class SubspaceFields {
    static final List<String> SUBSPACE = List.of("type", "energy", "max_rank");
    static final List<String> HYBRID = List.of("type", "first", "second", "combination");

    private SubspaceFields() {}

    static SubspaceSpec readSubspace(SpecNode fields) {
        return new SubspaceSpec(
                fields.number("energy", 0.95, 0.01, 0.9999), fields.optionalInteger("max_rank", 1, 4096));
    }

    static void write(SubspaceSpec subspace, ObjectNode node) {
        node.put("energy", subspace.energy());
        subspace.maxRank().ifPresentOrElse(rank -> node.put("max_rank", rank), () -> node.putNull("max_rank"));
    }

    static HybridSpec readHybrid(SpecNode fields) {
        ModelSpec first = ModelType.read(fields.child("first"), fields.path() + "first.", ModelType.SUBSPACE);
        ModelSpec second = ModelType.read(fields.child("second"), fields.path() + "second.", ModelType.MEMORY_BANK);
        if (first instanceof HybridSpec || second instanceof HybridSpec) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A hybrid is made of two models of which neither is a hybrid",
                    "Give first and second other types, such as subspace and memory-bank.");
        }
        if (first.equals(second)) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A hybrid of a model with itself says no more than the model",
                    "Give first and second different types, or use the model alone.");
        }
        return new HybridSpec(first, second, fields.choice("combination", Combination.FISHER, Combination.values()));
    }

    static void write(HybridSpec hybrid, ObjectNode node) {
        ModelType.write(hybrid.first(), node.putObject("first"));
        ModelType.write(hybrid.second(), node.putObject("second"));
        node.put("combination", SpecNode.name(hybrid.combination()));
    }
}
