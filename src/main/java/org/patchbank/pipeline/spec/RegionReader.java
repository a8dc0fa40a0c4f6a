package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.patchbank.image.Area;
import org.patchbank.image.RegionOfInterest;

/** Reads and writes a spec's {@code region_of_interest}: a list of areas, each to include or to ignore. */
public final class RegionReader {
    static final String FIELD = "region_of_interest";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NONE = "none";
    private static final String ACTION = "action";
    private static final int MOST_AREAS = 256;

    private enum Action {
        INCLUDE,
        IGNORE
    }

    private RegionReader() {}

    static RegionOfInterest read(SpecNode parent) {
        JsonNode node = parent.child(FIELD);
        if (node.isMissingNode() || node.asText().equals(NONE)) {
            return RegionOfInterest.ALL;
        }
        if (!node.isArray() || node.size() > MOST_AREAS) {
            throw parent.invalid(FIELD, node, "a list of at most %d areas".formatted(MOST_AREAS));
        }
        return read(node);
    }

    /**
     * @param list as {@link #write} gives it
     * @throws org.patchbank.platform.PatchbankException if it is none
     */
    public static RegionOfInterest read(JsonNode list) {
        List<Area> include = new ArrayList<>();
        List<Area> ignore = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(ACTION));
        names.addAll(AreaReader.FIELDS);
        for (int i = 0; i < list.size(); i++) {
            SpecNode fields = new SpecNode(list.get(i), "%s[%d].".formatted(FIELD, i), names);
            Action action = fields.choice(ACTION, Action.INCLUDE, Action.values());
            (action == Action.INCLUDE ? include : ignore).add(AreaReader.read(fields, list.get(i)));
        }
        return new RegionOfInterest(include, ignore);
    }

    /** The JSON of a region, always the same for the same region. */
    public static byte[] bytes(RegionOfInterest region) {
        return write(region).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param json what {@link #bytes} gave */
    public static RegionOfInterest read(byte[] json) {
        try {
            return read(JSON.readTree(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("no region of interest", e);
        }
    }

    /** A list, empty for the whole image. */
    public static JsonNode write(RegionOfInterest region) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        region.include().forEach(area -> write(area, Action.INCLUDE, list));
        region.ignore().forEach(area -> write(area, Action.IGNORE, list));
        return list;
    }

    private static void write(Area area, Action action, ArrayNode list) {
        ObjectNode node = list.addObject().put(ACTION, SpecNode.name(action));
        AreaReader.write(area, node);
    }
}
