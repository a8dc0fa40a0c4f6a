package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.patchbank.image.Area;
import org.patchbank.image.RegionOfInterest;

/** One area of a region of interest: a rectangle, a polygon or a mask, to include or to ignore. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegionSpec(Action action, Area.Rectangle rectangle, Area.Polygon polygon, Area.Mask mask)
        implements Checked {
    /** What becomes of the area. */
    public enum Action {
        INCLUDE,
        IGNORE
    }

    public RegionSpec {
        action = requireNonNullElse(action, Action.INCLUDE);
    }

    @Override
    public void check() {
        AreaJson.only(rectangle, polygon, mask);
    }

    static RegionOfInterest region(List<RegionSpec> areas) {
        return new RegionOfInterest(areas(areas, Action.INCLUDE), areas(areas, Action.IGNORE));
    }

    private static List<Area> areas(List<RegionSpec> areas, Action action) {
        return areas.stream()
                .filter(area -> area.action == action)
                .map(area -> AreaJson.only(area.rectangle, area.polygon, area.mask))
                .toList();
    }

    /** The JSON of a region, always the same for the same region. */
    public static byte[] bytes(RegionOfInterest region) {
        return write(region).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param json what {@link #bytes} gave */
    public static RegionOfInterest read(byte[] json) {
        try {
            return region(List.of(SpecMapper.JSON.readValue(json, RegionSpec[].class)));
        } catch (IOException e) {
            throw new IllegalArgumentException("no region of interest", e);
        }
    }

    /** A list, empty for the whole image. */
    public static JsonNode write(RegionOfInterest region) {
        return SpecMapper.JSON.valueToTree(Stream.concat(
                        region.include().stream().map(area -> of(Action.INCLUDE, area)),
                        region.ignore().stream().map(area -> of(Action.IGNORE, area)))
                .toList());
    }

    private static RegionSpec of(Action action, Area area) {
        RegionSpec spec = new RegionSpec(
                action,
                area instanceof Area.Rectangle rectangle ? rectangle : null,
                area instanceof Area.Polygon polygon ? polygon : null,
                area instanceof Area.Mask mask ? mask : null);
        spec.check();
        return spec;
    }
}
