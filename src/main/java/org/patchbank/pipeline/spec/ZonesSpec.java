package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.patchbank.image.Area;

/**
 * Where scores have levels and limits of their own.
 *
 * @param perPosition whether each position of the part has its own level; then there are no zones
 */
@JsonClassDescription(ZonesSpec.WANTED)
public record ZonesSpec(boolean perPosition, List<ZoneSpec> zones) {
    public static final ZonesSpec NONE = new ZonesSpec(false, List.of());
    public static final ZonesSpec PER_POSITION = new ZonesSpec(true, List.of());

    static final int MOST_ZONES = 64;
    static final String NO_ZONES = "none";
    static final String BY_POSITION = "per-position";
    static final String WANTED = NO_ZONES + ", " + BY_POSITION + " or a list of at most " + MOST_ZONES + " zones";

    public ZonesSpec {
        zones = List.copyOf(zones);
        if (perPosition && !zones.isEmpty()) {
            throw new IllegalArgumentException("levels by position and by zone exclude each other");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ZonesSpec named(String name) {
        return switch (name) {
            case NO_ZONES -> NONE;
            case BY_POSITION -> PER_POSITION;
            default -> throw new IllegalArgumentException(WANTED);
        };
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ZonesSpec of(List<ZoneSpec> zones) {
        if (zones.size() > MOST_ZONES) {
            throw new IllegalArgumentException(WANTED);
        }
        Set<String> names = new HashSet<>();
        for (ZoneSpec zone : zones) {
            if (!names.add(zone.name())) {
                throw new IllegalArgumentException("each zone a name of its own; \"" + zone.name() + "\" comes twice");
            }
        }
        return new ZonesSpec(false, zones);
    }

    @JsonValue
    Object json() {
        return isNone() ? NO_ZONES : perPosition ? BY_POSITION : zones;
    }

    public boolean isNone() {
        return !perPosition && zones.isEmpty();
    }

    /**
     * A named rectangle, polygon or mask.
     *
     * @param strictness by which scores there are multiplied once they are brought to a common level
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ZoneSpec(
            @Size(min = 1) String name,
            Area.Rectangle rectangle,
            Area.Polygon polygon,
            Area.Mask mask,
            @DecimalMin("0.01") @DecimalMax("100") Double strictness)
            implements Checked {
        public ZoneSpec {
            name = requireNonNullElse(name, "zone");
            strictness = requireNonNullElse(strictness, 1.0);
        }

        public Area area() {
            return AreaJson.only(rectangle, polygon, mask);
        }

        @Override
        public void check() {
            area();
        }
    }
}
