package org.patchbank.reference.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.patchbank.image.Area;
import org.patchbank.image.Area.Point;
import org.patchbank.image.Area.Polygon;
import org.patchbank.image.Area.Rectangle;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.spec.ZonesSpec.ZoneSpec;

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
        SpecNode fields = new SpecNode(item, path, List.of("name", "rectangle", "polygon", "strictness"));
        return new ZoneSpec(fields.text("name", "zone"), area(fields, item), strictness(fields));
    }

    private static double strictness(SpecNode fields) {
        JsonNode value = fields.child("strictness");
        if (value.isMissingNode()) {
            return 1;
        }
        if (!value.isNumber() || !(value.doubleValue() >= LEAST_STRICTNESS) || value.doubleValue() > MOST_STRICTNESS) {
            throw fields.invalid(
                    "strictness", value, "a number from %s to %s".formatted(LEAST_STRICTNESS, MOST_STRICTNESS));
        }
        return value.doubleValue();
    }

    private static Area area(SpecNode fields, JsonNode item) {
        JsonNode rectangle = fields.child("rectangle");
        JsonNode polygon = fields.child("polygon");
        if (rectangle.isMissingNode() == polygon.isMissingNode()) {
            throw fields.invalid("rectangle", item, "each zone either a rectangle or a polygon");
        }
        try {
            return polygon.isMissingNode() ? rectangle(rectangle) : polygon(polygon);
        } catch (IllegalArgumentException e) {
            String field = polygon.isMissingNode() ? "rectangle" : "polygon";
            throw invalidArea(fields, field, polygon.isMissingNode() ? rectangle : polygon, e);
        }
    }

    private static PatchbankException invalidArea(
            SpecNode fields, String field, JsonNode value, IllegalArgumentException cause) {
        return fields.invalid(
                field,
                value,
                field.equals("rectangle")
                        ? "[x, y, width, height] (%s)".formatted(cause.getMessage())
                        : "a list of corners [x, y] (%s)".formatted(cause.getMessage()));
    }

    private static Rectangle rectangle(JsonNode value) {
        double[] numbers = numbers(value, 4);
        return new Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static Polygon polygon(JsonNode value) {
        List<Point> points = new ArrayList<>();
        for (JsonNode corner : value) {
            double[] numbers = numbers(corner, 2);
            points.add(new Point(numbers[0], numbers[1]));
        }
        return new Polygon(points);
    }

    private static double[] numbers(JsonNode value, int count) {
        if (!value.isArray() || value.size() != count) {
            throw new IllegalArgumentException(count + " numbers are needed");
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            if (!value.get(i).isNumber()) {
                throw new IllegalArgumentException(value.get(i) + " is no number");
            }
            numbers[i] = value.get(i).doubleValue();
        }
        return numbers;
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
            if (zone.area() instanceof Rectangle rectangle) {
                node.putArray("rectangle")
                        .add(rectangle.x())
                        .add(rectangle.y())
                        .add(rectangle.width())
                        .add(rectangle.height());
            } else if (zone.area() instanceof Polygon polygon) {
                ArrayNode corners = node.putArray("polygon");
                polygon.points()
                        .forEach(point -> corners.addArray().add(point.x()).add(point.y()));
            }
            node.put("strictness", zone.strictness());
        }
        return list;
    }
}
