package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.patchbank.detector.BankSettings;
import org.patchbank.detector.Metric;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;

/** The fields of a memory bank in a spec, and which of them go together. */
final class MemoryBankFields {
    static final List<String> NAMES = List.of(
            "type",
            "coreset_ratio",
            "coreset_size",
            "selection",
            "storage",
            "neighbours",
            "metric",
            "shrinkage",
            "reweighting",
            "position_radius");

    private static final double RATIO = 0.1;

    private MemoryBankFields() {}

    static MemoryBankSpec read(SpecNode fields) {
        BankSelection selection = fields.choice("selection", BankSelection.GREEDY, BankSelection.values());
        boolean everything = selection == BankSelection.EVERYTHING;
        OptionalInt size = fields.optionalInteger("coreset_size", 1, 100_000_000);
        double ratio = fields.share("coreset_ratio", everything ? 1 : RATIO);
        if (everything && (ratio < 1 || size.isPresent())) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The selection everything keeps all embeddings, and has no coreset_ratio or coreset_size",
                    "Leave out coreset_ratio and coreset_size, or choose greedy, k-means or random.");
        }
        Metric metric = fields.choice("metric", Metric.EUCLIDEAN, Metric.values());
        OptionalDouble shrinkage = fields.optionalShare("shrinkage");
        if (metric == Metric.MAHALANOBIS) {
            shrinkage = OptionalDouble.of(shrinkage.orElse(BankSettings.DEFAULT_SHRINKAGE));
        } else if (shrinkage.isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The metric %s has no covariance that shrinkage could be of".formatted(SpecNode.name(metric)),
                    "Leave it out, or set metric to mahalanobis.");
        }
        OptionalInt radius = fields.optionalInteger("position_radius", 0, 1000);
        if (radius.isPresent() && selection == BankSelection.K_MEANS) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The prototypes of k-means are means of patches from anywhere, so no position_radius can hold for them",
                    "Leave it out, or choose greedy, random or everything.");
        }
        return new MemoryBankSpec(
                ratio,
                size,
                selection,
                fields.choice("storage", BankStorage.FLOAT32, BankStorage.values()),
                fields.integer("neighbours", 1, 1, 64),
                metric,
                shrinkage,
                fields.optionalInteger("reweighting", 2, 64),
                radius);
    }

    static void write(MemoryBankSpec bank, ObjectNode node) {
        node.put("coreset_ratio", bank.coresetRatio());
        put(node, "coreset_size", bank.coresetSize());
        node.put("selection", SpecNode.name(bank.selection()))
                .put("storage", SpecNode.name(bank.storage()))
                .put("neighbours", bank.neighbours())
                .put("metric", SpecNode.name(bank.metric()));
        bank.shrinkage().ifPresentOrElse(share -> node.put("shrinkage", share), () -> node.putNull("shrinkage"));
        put(node, "reweighting", bank.reweighting());
        put(node, "position_radius", bank.positionRadius());
    }

    private static void put(ObjectNode node, String field, OptionalInt value) {
        value.ifPresentOrElse(number -> node.put(field, number), () -> node.putNull(field));
    }
}
