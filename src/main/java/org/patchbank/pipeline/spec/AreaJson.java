package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.patchbank.image.Area;
import org.patchbank.image.Area.Mask;
import org.patchbank.image.Area.Point;
import org.patchbank.image.Area.Polygon;
import org.patchbank.image.Area.Rectangle;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.WeightMask;

/** Areas of an image and masks of weights as specs write them: lists of numbers, and images as data URLs. */
final class AreaJson {
    private static final String MASK_PREFIX = "data:image/png;base64,";
    /** A mask travels with every copy of its spec. */
    private static final ImageLimits MASK_LIMITS = new ImageLimits(1 << 20, 16 << 20, 1);

    private static final int MOST_CORNERS = 10_000;
    private static final int LARGEST_SIDE = 512;

    private AreaJson() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        add(module, Rectangle.class, "[x, y, width, height] in shares of the image", AreaJson::rectangle, area ->
                new double[] {area.x(), area.y(), area.width(), area.height()});
        add(
                module,
                Polygon.class,
                "a list of corners [x, y] in shares of the image",
                AreaJson::polygon,
                area -> area.points().stream()
                        .map(point -> new double[] {point.x(), point.y()})
                        .toList());
        add(module, Mask.class, "a PNG of at most 1 MiB as \"" + MASK_PREFIX + "...\"", AreaJson::mask, Mask::png);
        add(
                module,
                WeightMask.class,
                "rows of numbers, all rows of one length of at most %d, none negative and not all zero"
                        .formatted(LARGEST_SIDE),
                AreaJson::weights,
                AreaJson::rows);
        return module;
    }

    /** @param wanted what the value can be, to follow "Give" */
    private static <T> void add(
            SimpleModule module, Class<T> type, String wanted, Function<JsonNode, T> read, Function<T, Object> write) {
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                try {
                    return read.apply(context.readTree(parser));
                } catch (IllegalArgumentException | PatchbankException e) {
                    throw new IllegalArgumentException(wanted + ": " + e.getMessage(), e);
                }
            }
        });
        module.addSerializer(type, new StdDelegatingSerializer(type, new StdConverter<T, Object>() {
            @Override
            public Object convert(T value) {
                return write.apply(value);
            }
        }));
    }

    /** The one area that is given; null for the others. */
    static Area only(Rectangle rectangle, Polygon polygon, Mask mask) {
        List<Area> given = Stream.<Area>of(rectangle, polygon, mask)
                .filter(Objects::nonNull)
                .toList();
        if (given.size() != 1) {
            throw new UnfitFieldException("", "each area either a rectangle, a polygon or a mask");
        }
        return given.get(0);
    }

    private static Rectangle rectangle(JsonNode value) {
        double[] numbers = numbers(value, 4);
        return new Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static Polygon polygon(JsonNode value) {
        require(value.isArray() && value.size() <= MOST_CORNERS, "at most " + MOST_CORNERS + " corners");
        List<Point> points = new ArrayList<>();
        for (JsonNode corner : value) {
            double[] numbers = numbers(corner, 2);
            points.add(new Point(numbers[0], numbers[1]));
        }
        return new Polygon(points);
    }

    private static Mask mask(JsonNode value) {
        String text = value.asText();
        require(text.startsWith(MASK_PREFIX), "a file's name works in a spec given to the command line only");
        byte[] png = Base64.getDecoder().decode(text.substring(MASK_PREFIX.length()));
        return new Mask(text, new ImageDecoder(MASK_LIMITS).decode(png));
    }

    private static WeightMask weights(JsonNode value) {
        require(value.isArray() && value.size() <= LARGEST_SIDE, "at most %d rows".formatted(LARGEST_SIDE));
        List<float[]> rows = new ArrayList<>();
        for (JsonNode row : value) {
            require(row.size() <= LARGEST_SIDE, "at most %d numbers a row".formatted(LARGEST_SIDE));
            double[] numbers = numbers(row, row.size());
            float[] weights = new float[numbers.length];
            IntStream.range(0, weights.length).forEach(i -> weights[i] = (float) numbers[i]);
            rows.add(weights);
        }
        return WeightMask.of(rows);
    }

    private static float[][] rows(WeightMask mask) {
        float[][] rows = new float[mask.rows()][mask.columns()];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                rows[row][column] = mask.at(row, column);
            }
        }
        return rows;
    }

    private static double[] numbers(JsonNode value, int count) {
        require(value.isArray() && value.size() == count, count + " numbers are needed");
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            require(value.get(i).isNumber(), value.get(i) + " is no number");
            numbers[i] = value.get(i).doubleValue();
        }
        return numbers;
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
