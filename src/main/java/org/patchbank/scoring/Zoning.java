package org.patchbank.scoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.patchbank.patch.PatchGrid;

/**
 * Which patches share a level of good scores: those of a zone, or each position its own. Whatever the zones leave over is one more.
 * Safe for concurrent use.
 */
public final class Zoning {
    /** One limit for the whole image; nothing is levelled. */
    public static final Zoning NONE = new Zoning(false, List.of(), grid -> new int[grid.size()]);
    /** Each position of the grid has its own level. */
    public static final Zoning PER_POSITION = new Zoning(true, List.of(), grid -> new int[grid.size()]);

    private final boolean perPosition;
    private final List<Zone> zones;
    private final Function<PatchGrid, int[]> layout;
    private final Map<PatchGrid, int[]> known = new ConcurrentHashMap<>();

    private Zoning(boolean perPosition, List<Zone> zones, Function<PatchGrid, int[]> layout) {
        this.perPosition = perPosition;
        this.zones = List.copyOf(zones);
        this.layout = layout;
    }

    /**
     * @param zones at least one
     * @param layout the zone of each patch of a grid: its place in the list, or the list's size for what no zone holds
     */
    public static Zoning of(List<Zone> zones, Function<PatchGrid, int[]> layout) {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("no zones");
        }
        return new Zoning(false, zones, layout);
    }

    public boolean isNone() {
        return !perPosition && zones.isEmpty();
    }

    public boolean isPerPosition() {
        return perPosition;
    }

    /** How many zones there are, with what they leave over. */
    int groups() {
        return zones.size() + 1;
    }

    /** The zone of each patch, see {@link #of}; read only by convention. */
    int[] groups(PatchGrid grid) {
        return known.computeIfAbsent(grid, layout);
    }

    double strictness(int group) {
        return group < zones.size() ? zones.get(group).strictness() : 1;
    }

    /** The name of the zone that a patch lies in; empty in what the zones leave over, and where there are none. */
    public Optional<String> name(PatchGrid grid, int patch) {
        if (zones.isEmpty()) {
            return Optional.empty();
        }
        int group = groups(grid)[patch];
        return group < zones.size() ? Optional.of(zones.get(group).name()) : Optional.empty();
    }
}
