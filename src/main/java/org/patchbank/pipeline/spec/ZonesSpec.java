package org.patchbank.pipeline.spec;

import java.util.List;
import org.patchbank.image.Area;

/**
 * Where scores have levels and limits of their own.
 *
 * @param perPosition whether each position of the part has its own level; then there are no zones
 */
public record ZonesSpec(boolean perPosition, List<ZoneSpec> zones) {
    public static final ZonesSpec NONE = new ZonesSpec(false, List.of());
    public static final ZonesSpec PER_POSITION = new ZonesSpec(true, List.of());

    public ZonesSpec {
        zones = List.copyOf(zones);
        if (perPosition && !zones.isEmpty()) {
            throw new IllegalArgumentException("levels by position and by zone exclude each other");
        }
    }

    /** @param strictness by which scores there are multiplied once they are brought to a common level */
    public record ZoneSpec(String name, Area area, double strictness) {}

    public boolean isNone() {
        return !perPosition && zones.isEmpty();
    }
}
