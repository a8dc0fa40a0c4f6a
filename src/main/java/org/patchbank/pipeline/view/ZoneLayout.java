package org.patchbank.pipeline.view;

import java.util.BitSet;
import java.util.List;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.spec.ZonesSpec;
import org.patchbank.pipeline.spec.ZonesSpec.ZoneSpec;
import org.patchbank.scoring.Zone;
import org.patchbank.scoring.Zoning;

/**
 * Which patches belong to which zone. A patch that several zones share belongs to the strictest of them, so that a narrow sealing face
 * keeps every patch that it touches and a lax zone only those that lie in it whole; what no zone holds has strictness 1. Of equals the
 * zone that is named first wins, and any zone before what the zones leave over.
 */
public final class ZoneLayout {
    /** Points a side of a patch by which it is told what touches it. */
    private static final int POINTS = 8;

    private ZoneLayout() {}

    public static Zoning zoning(ZonesSpec spec) {
        if (spec.perPosition()) {
            return Zoning.PER_POSITION;
        }
        if (spec.zones().isEmpty()) {
            return Zoning.NONE;
        }
        List<Zone> zones = spec.zones().stream()
                .map(zone -> new Zone(zone.name(), zone.strictness()))
                .toList();
        return Zoning.of(zones, grid -> zones(spec.zones(), grid));
    }

    /** The zone of each patch: its place in the list, or the list's size for what no zone holds. */
    static int[] zones(List<ZoneSpec> zones, PatchGrid grid) {
        double[] points = middles(grid.columns() * POINTS);
        double[] lines = middles(grid.rows() * POINTS);
        int[] chosen = new int[grid.size()];
        java.util.Arrays.fill(chosen, -1);
        for (int line = 0; line < lines.length; line++) {
            BitSet left = new BitSet();
            left.set(0, points.length);
            for (int zone = 0; zone < zones.size(); zone++) {
                BitSet marks = new BitSet();
                zones.get(zone).area().mark(lines[line], points, marks);
                left.andNot(marks);
                choose(zones, grid, chosen, line, marks, zone);
            }
            choose(zones, grid, chosen, line, left, zones.size());
        }
        return chosen;
    }

    private static void choose(List<ZoneSpec> zones, PatchGrid grid, int[] chosen, int line, BitSet marks, int zone) {
        for (int point = marks.nextSetBit(0); point >= 0; point = marks.nextSetBit(point + 1)) {
            int patch = line / POINTS * grid.columns() + point / POINTS;
            if (chosen[patch] < 0 || goesBefore(zones, zone, chosen[patch])) {
                chosen[patch] = zone;
            }
        }
    }

    private static boolean goesBefore(List<ZoneSpec> zones, int zone, int other) {
        double strictness = strictness(zones, zone);
        double otherStrictness = strictness(zones, other);
        return strictness > otherStrictness || (strictness == otherStrictness && zone < other);
    }

    private static double strictness(List<ZoneSpec> zones, int zone) {
        return zone < zones.size() ? zones.get(zone).strictness() : 1;
    }

    private static double[] middles(int count) {
        double[] middles = new double[count];
        for (int i = 0; i < count; i++) {
            middles[i] = (i + 0.5) / count;
        }
        return middles;
    }
}
