package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.patchbank.pipeline.spec.ZonesSpec.ZoneSpec;

/** Reads and writes a spec's {@code zones}: {@code none}, {@code per-position}, or a list of named areas. */
final class ZonesReader {
    static final int MOST_ZONES = 64;
    private static final String FIELD = "zones";
    private static final String NONE = "none";
    private static final String PER_POSITION = "per-position";
    private static final double LEAST_STRICTNESS = 0.01;
    private static final double MOST_STRICTNESS = 100;

    private ZonesReader() {}

    static ZonesSpec read(SpecNode fields) {
        JsonNode node = fields.child(FIELD);
        if (node.isMissingNode() || node.asText().equals(NONE) || (node.isArray() && node.isEmpty())) {
            return ZonesSpec.NONE;
        }
        if (node.asText().equals(PER_POSITION)) {
            return ZonesSpec.PER_POSITION;
        }
        if (!node.isArray() || node.size() > MOST_ZONES) {
            throw fields.invalid(
                    FIELD, node, "%s, %s or a list of at most %d zones".formatted(NONE, PER_POSITION, MOST_ZONES));
        }
        List<ZoneSpec> zones = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode item : node) {
            ZoneSpec zone = zone(item, FIELD + "[" + zones.size() + "].");
            if (!names.add(zone.name())) {
                throw fields.invalid(FIELD, node, "each zone a name of its own; \"" + zone.name() + "\" comes twice,");
            }
            zones.add(zone);
        }
        return new ZonesSpec(false, zones);
    }

    private static ZoneSpec zone(JsonNode item, String path) {
        List<String> names = new ArrayList<>(List.of("name", "strictness"));
        names.addAll(AreaReader.FIELDS);
        SpecNode fields = new SpecNode(item, path, names);
        return new ZoneSpec(
                fields.text("name", "zone"),
                AreaReader.read(fields, item),
                fields.number("strictness", 1, LEAST_STRICTNESS, MOST_STRICTNESS));
    }

    static JsonNode write(ZonesSpec spec) {
        if (spec.perPosition()) {
            return JsonNodeFactory.instance.textNode(PER_POSITION);
        }
        if (spec.zones().isEmpty()) {
            return JsonNodeFactory.instance.textNode(NONE);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ZoneSpec zone : spec.zones()) {
            ObjectNode node = list.addObject().put("name", zone.name());
            AreaReader.write(zone.area(), node);
            node.put("strictness", zone.strictness());
        }
        return list;
    }
}
