package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbank.reference.spec.DetectorSpecs;

/** Finds the specs that see images in the same way, so that images need to be embedded only once for all of them. */
final class SharedFeatures {
    /** Fields that only matter once an image is embedded. */
    private static final Set<String> AFTER_EMBEDDING =
            Set.of("fusion", "model", "aggregation", "zones", "calibration", "centring", "seed");

    private SharedFeatures() {}

    /** @return the specs in groups; order is kept among groups and within them */
    static Collection<List<NamedSpec>> group(List<NamedSpec> specs) {
        Map<JsonNode, List<NamedSpec>> groups = new LinkedHashMap<>();
        for (NamedSpec spec : specs) {
            groups.computeIfAbsent(key(spec), key -> new ArrayList<>()).add(spec);
        }
        return groups.values();
    }

    private static JsonNode key(NamedSpec spec) {
        ObjectNode tree = (ObjectNode) DetectorSpecs.write(spec.spec());
        return tree.remove(AFTER_EMBEDDING);
    }
}
