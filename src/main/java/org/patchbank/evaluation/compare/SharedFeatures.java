package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.compare.SpecComparison.Failed;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.PatchbankException;

/**
 * Finds the specs for which one run of the network an image is enough, and among these the ones that take the same of it. Tiles are cut
 * to suit the layers' grid, so with tiles specs of other layers see other pictures.
 */
final class SharedFeatures {
    /** Fields that only matter once an image is embedded. */
    private static final Set<String> AFTER_EMBEDDING =
            Set.of("fusion", "model", "aggregation", "zones", "calibration", "centring", "seed");

    private static final Set<String> AFTER_NETWORK = Set.of("layers", "neighbourhood");

    /** Specs whose images the network sees alike. */
    record Family(List<Group> groups) {
        List<NamedSpec> specs() {
            return groups.stream().flatMap(group -> group.specs().stream()).toList();
        }

        List<EmbeddingSpec> embeddings() {
            return groups.stream()
                    .map(group -> group.specs().get(0).spec().embedding())
                    .toList();
        }
    }

    /** Specs that get the same embeddings. */
    record Group(List<NamedSpec> specs) {
        List<DetectorSpec> detectorSpecs() {
            return specs.stream().map(NamedSpec::spec).toList();
        }
    }

    private SharedFeatures() {}

    /**
     * @param failed gets those whose layers the backbone does not have
     * @return the others; order is kept among families, among groups and within them
     */
    static List<Family> of(List<NamedSpec> specs, PatchEmbedders embedders, List<Failed> failed) {
        Map<Object, Map<Object, List<NamedSpec>>> families = new LinkedHashMap<>();
        for (NamedSpec spec : specs) {
            try {
                List<Object> taken = List.of(
                        embedders.layers(spec.spec().embedding()),
                        spec.spec().embedding().neighbourhood());
                families.computeIfAbsent(seen(spec.spec(), taken), key -> new LinkedHashMap<>())
                        .computeIfAbsent(taken, key -> new ArrayList<>())
                        .add(spec);
            } catch (PatchbankException e) {
                failed.add(new Failed(spec.name(), e));
            }
        }
        return families.values().stream()
                .map(groups ->
                        new Family(groups.values().stream().map(Group::new).toList()))
                .toList();
    }

    private static Object seen(DetectorSpec spec, List<Object> taken) {
        ObjectNode tree = (ObjectNode) DetectorSpecs.write(spec);
        tree.remove(AFTER_EMBEDDING);
        tree.remove(AFTER_NETWORK);
        return List.of(tree, spec.tiles().isPresent() ? taken.get(0) : List.of());
    }
}
