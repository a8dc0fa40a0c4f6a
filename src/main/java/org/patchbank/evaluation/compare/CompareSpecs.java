package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.patchbank.evaluation.SpecOptions;
import org.patchbank.evaluation.compare.SpecComparison.Failed;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.PatchbankException;

/**
 * The specs that a comparison is asked for.
 *
 * @param specs that can be read, in the order they were named
 * @param failed those that cannot, with the reason
 */
record CompareSpecs(List<NamedSpec> specs, List<Failed> failed) {
    /**
     * @param names presets, and files that end in .yaml, .yml or .json
     * @param storages ways to keep a bank, each tried with every spec; empty for the spec's own
     * @param settings laid over every spec
     * @throws PatchbankException if there is no preset of a name
     */
    static CompareSpecs read(List<String> names, List<String> storages, Map<String, String> settings) {
        CompareSpecs read = new CompareSpecs(new ArrayList<>(), new ArrayList<>());
        for (String name : names) {
            boolean file = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
            String title = file ? Path.of(name).getFileName().toString() : name;
            Supplier<JsonNode> tree = file ? () -> SpecOptions.tree(Path.of(name)) : preset(name);
            if (storages.isEmpty()) {
                read.add(title, tree, settings);
            }
            for (String storage : storages) {
                Map<String, String> stored = new LinkedHashMap<>(settings);
                stored.put("model.storage", storage);
                read.add(title + " " + storage, tree, stored);
            }
        }
        return read;
    }

    private static Supplier<JsonNode> preset(String name) {
        JsonNode tree = Presets.tree(name);
        return () -> tree;
    }

    private void add(String name, Supplier<JsonNode> tree, Map<String, String> settings) {
        try {
            specs.add(new NamedSpec(name, DetectorSpecs.read(tree.get(), settings)));
        } catch (PatchbankException e) {
            failed.add(new Failed(name, e));
        }
    }

    boolean areDistinct() {
        List<String> names = Stream.concat(
                        specs.stream().map(NamedSpec::name), failed.stream().map(Failed::name))
                .toList();
        return names.stream().distinct().count() == names.size();
    }
}
