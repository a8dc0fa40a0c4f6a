package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.patchbank.image.Area;
import org.patchbank.image.Area.Mask;
import org.patchbank.image.Area.Point;
import org.patchbank.image.Area.Polygon;
import org.patchbank.image.Area.Rectangle;
import org.patchbank.image.ImageDecoder;
import org.patchbank.image.ImageLimits;
import org.patchbank.platform.PatchbankException;

/**
 * Reads and writes one area of an image: {@code rectangle: [x, y, width, height]}, {@code polygon: [[x, y], ...]} or
 * {@code mask: data:image/png;base64,...}, in shares of the image.
 */
final class AreaReader {
    static final String MASK = "mask";
    static final String MASK_PREFIX = "data:image/png;base64,";
    private static final String RECTANGLE = "rectangle";
    private static final String POLYGON = "polygon";
    static final List<String> FIELDS = List.of(RECTANGLE, POLYGON, MASK);

    private static final int MOST_CORNERS = 10_000;
    /** A mask travels with every copy of its spec. */
    private static final ImageLimits MASK_LIMITS = new ImageLimits(1 << 20, 16 << 20, 1);

    private AreaReader() {}

    /** @param fields with exactly one of {@link #FIELDS} */
    static Area read(SpecNode fields, JsonNode item) {
        List<String> given = FIELDS.stream()
                .filter(name -> !fields.child(name).isMissingNode())
                .toList();
        if (given.size() != 1) {
            throw fields.invalid(RECTANGLE, item, "each area either a rectangle, a polygon or a mask");
        }
        String name = given.get(0);
        JsonNode value = fields.child(name);
        try {
            return switch (name) {
                case RECTANGLE -> rectangle(value);
                case POLYGON -> polygon(value);
                default -> mask(value);
            };
        } catch (IllegalArgumentException e) {
            throw fields.invalid(name, shortened(value), wanted(name) + ": " + e.getMessage());
        } catch (PatchbankException e) {
            throw fields.invalid(name, shortened(value), wanted(name) + ": " + e.getMessage());
        }
    }

    private static String wanted(String name) {
        return switch (name) {
            case RECTANGLE -> "[x, y, width, height] in shares of the image";
            case POLYGON -> "a list of corners [x, y] in shares of the image";
            default -> "a PNG of at most 1 MiB as \"" + MASK_PREFIX + "...\"";
        };
    }

    private static JsonNode shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80
                ? value
                : com.fasterxml.jackson.databind.node.TextNode.valueOf(text.substring(0, 80) + "…");
    }

    private static Rectangle rectangle(JsonNode value) {
        double[] numbers = numbers(value, 4);
        return new Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static Polygon polygon(JsonNode value) {
        if (!value.isArray() || value.size() > MOST_CORNERS) {
            throw new IllegalArgumentException("at most " + MOST_CORNERS + " corners");
        }
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

    private static Mask mask(JsonNode value) {
        String text = value.asText();
        if (!text.startsWith(MASK_PREFIX)) {
            throw new IllegalArgumentException("a file's name works in a spec given to the command line only");
        }
        byte[] png = Base64.getDecoder().decode(text.substring(MASK_PREFIX.length()));
        return new Mask(text, new ImageDecoder(MASK_LIMITS).decode(png));
    }

    static void write(Area area, ObjectNode node) {
        if (area instanceof Rectangle rectangle) {
            node.putArray(RECTANGLE)
                    .add(rectangle.x())
                    .add(rectangle.y())
                    .add(rectangle.width())
                    .add(rectangle.height());
        } else if (area instanceof Polygon polygon) {
            ArrayNode corners = node.putArray(POLYGON);
            polygon.points().forEach(point -> corners.addArray().add(point.x()).add(point.y()));
        } else if (area instanceof Mask mask) {
            node.put(MASK, mask.png());
        }
    }
}
