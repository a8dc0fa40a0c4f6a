package org.patchbank.scoring;

import java.util.Arrays;
import java.util.List;
import org.patchbank.patch.PatchGrid;
import org.patchbank.scoring.map.AnomalyMap;
import org.patchbank.scoring.map.AnomalyMapRenderer;
import org.patchbank.scoring.map.Region;
import org.patchbank.scoring.map.RegionFinder;

/**
 * How much of the anomaly map lies above a limit: |{p : m(p) > limit}| / |{p}|, or the same for the largest connected area alone (8
 * neighbours). The limit is the quantile of unseen good images' map values that a share of them exceeds. For faults whose size decides,
 * such as a stain; small faults, and good images among themselves, mostly score 0.
 *
 * @param pixelRate share of a good image's map that may lie above the limit, in (0, 1)
 * @param largest whether only the largest connected area counts
 */
public record AnomalousArea(double pixelRate, boolean largest) implements Aggregation {
    /** Points of the map along the side of a patch. */
    static final int POINTS = 4;

    /** Values that the limit is taken from; of more, every so many-th. */
    private static final long VALUES_AT_MOST = 1 << 24;

    private static final AnomalyMapRenderer RENDERER = new AnomalyMapRenderer();
    private static final RegionFinder REGIONS = new RegionFinder();

    public AnomalousArea {
        if (!(pixelRate > 0 && pixelRate < 1)) {
            throw new IllegalArgumentException("a share of " + pixelRate + " of the map");
        }
    }

    /** @return the limit of a point of the map */
    @Override
    public float[] learn(List<ScoredPatches> unseen) {
        long all = unseen.stream()
                .mapToLong(image -> (long) image.count() * POINTS * POINTS)
                .sum();
        int step = (int) (1 + (all - 1) / VALUES_AT_MOST);
        float[] values = new float[(int) ((all + step - 1) / step)];
        long seen = 0;
        int next = 0;
        for (ScoredPatches image : unseen) {
            AnomalyMap map = map(image);
            for (int point = 0; point < map.values().length; point++) {
                if (image.counts(patch(image.grid(), point)) && seen++ % step == 0) {
                    values[next++] = map.values()[point];
                }
            }
        }
        Arrays.sort(values);
        return new float[] {(float) Quantile.ofSorted(values, 1 - pixelRate)};
    }

    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        AnomalyMap map = map(image);
        float outside = Math.min(0, learned[0]);
        for (int point = 0; point < map.values().length; point++) {
            if (!image.counts(patch(image.grid(), point))) {
                map.values()[point] = outside;
            }
        }
        int points = REGIONS.find(map, learned[0], image.grid()).stream()
                .mapToInt(Region::area)
                .reduce(0, largest ? Math::max : Integer::sum);
        return (double) points / ((long) image.count() * POINTS * POINTS);
    }

    private static AnomalyMap map(ScoredPatches image) {
        int width = image.grid().columns() * POINTS;
        int height = image.grid().rows() * POINTS;
        return RENDERER.render(image.grid(), image.scores(), Math.max(width, height), width, height);
    }

    private static int patch(PatchGrid grid, int point) {
        int width = grid.columns() * POINTS;
        return point / width / POINTS * grid.columns() + point % width / POINTS;
    }
}
