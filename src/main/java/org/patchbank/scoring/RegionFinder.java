package org.patchbank.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;

/** Finds the connected areas (8 neighbours) of a map above a limit. Safe for concurrent use. */
public final class RegionFinder {
    private static final Comparator<Region> HIGHEST_PEAK_FIRST = Comparator.comparingDouble(
                    (Region region) -> -region.peak())
            .thenComparingInt(Region::peakY)
            .thenComparingInt(Region::peakX);

    /**
     * @param limit a pixel belongs to a region if its value is above it
     * @param grid the grid whose patches are named; it covers the map evenly
     * @return the highest peak first; empty if no pixel is above the limit
     */
    public List<Region> find(AnomalyMap map, double limit, PatchGrid grid) {
        Runs runs = runsAbove(map, floor(limit));
        if (runs.count() == 0) {
            return List.of();
        }
        List<Area> areas = new ArrayList<>();
        int[] areaOfRun = runs.areas();
        for (int run = 0; run < areaOfRun.length; run++) {
            if (areaOfRun[run] == areas.size()) {
                areas.add(new Area());
            }
            areas.get(areaOfRun[run]).add(map, runs.row(run), runs.start(run), runs.end(run));
        }
        return areas.stream()
                .map(area -> area.region(map, grid))
                .sorted(HIGHEST_PEAK_FIRST)
                .toList();
    }

    /** The largest float that is not above a double: comparing floats with it is comparing with the double. */
    private static float floor(double limit) {
        float nearest = (float) limit;
        return nearest > limit ? Math.nextDown(nearest) : nearest;
    }

    private static Runs runsAbove(AnomalyMap map, float limit) {
        Runs runs = new Runs();
        float[] values = map.values();
        int width = map.width();
        for (int y = 0; y < map.height(); y++) {
            int row = y * width;
            int x = 0;
            while (x < width) {
                if (values[row + x] > limit) {
                    int start = x;
                    while (x < width && values[row + x] > limit) {
                        x++;
                    }
                    runs.add(y, start, x);
                }
                x++;
            }
        }
        return runs;
    }

    private static final class Area {
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right;
        private int bottom;
        private int pixels;
        private float peak = Float.NEGATIVE_INFINITY;
        private int peakX;
        private int peakY;

        void add(AnomalyMap map, int y, int start, int end) {
            left = Math.min(left, start);
            right = Math.max(right, end);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
            pixels += end - start;
            for (int x = start; x < end; x++) {
                if (map.at(x, y) > peak) {
                    peak = map.at(x, y);
                    peakX = x;
                    peakY = y;
                }
            }
        }

        Region region(AnomalyMap map, PatchGrid grid) {
            Patch patch = new Patch(cell(peakY, grid.rows(), map.height()), cell(peakX, grid.columns(), map.width()));
            return new Region(left, top, right - left, bottom - top, pixels, peak, peakX, peakY, patch);
        }

        private static int cell(int pixel, int cells, int pixels) {
            return (int) ((pixel + 0.5) * cells / pixels);
        }
    }
}
