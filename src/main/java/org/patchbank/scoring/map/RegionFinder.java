package org.patchbank.scoring.map;

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
    public List<Region> find(MapRows map, double limit, PatchGrid grid) {
        Runs runs = new Runs();
        List<Peak> peaks = peaksAbove(map, floor(limit), runs);
        List<Area> areas = new ArrayList<>();
        int[] areaOfRun = runs.areas();
        for (int run = 0; run < areaOfRun.length; run++) {
            if (areaOfRun[run] == areas.size()) {
                areas.add(new Area());
            }
            areas.get(areaOfRun[run]).add(peaks.get(run), runs.row(run), runs.start(run), runs.end(run));
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

    /** Adds the runs of pixels above a limit. Looks at one row of the map at a time. */
    private static List<Peak> peaksAbove(MapRows map, float limit, Runs runs) {
        List<Peak> peaks = new ArrayList<>();
        int width = map.width();
        float[] line = new float[width];
        for (int y = 0; y < map.height(); y++) {
            map.row(y, line);
            int x = 0;
            while (x < width) {
                if (line[x] > limit) {
                    int start = x;
                    int peak = x;
                    while (x < width && line[x] > limit) {
                        peak = line[x] > line[peak] ? x : peak;
                        x++;
                    }
                    runs.add(y, start, x);
                    peaks.add(new Peak(peak, line[peak]));
                }
                x++;
            }
        }
        return peaks;
    }

    /** The first of the highest pixels of a run. */
    private record Peak(int x, float value) {}

    private static final class Area {
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right;
        private int bottom;
        private int pixels;
        private float peak = Float.NEGATIVE_INFINITY;
        private int peakX;
        private int peakY;

        void add(Peak highest, int y, int start, int end) {
            left = Math.min(left, start);
            right = Math.max(right, end);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
            pixels += end - start;
            if (highest.value > peak) {
                peak = highest.value;
                peakX = highest.x;
                peakY = y;
            }
        }

        Region region(MapRows map, PatchGrid grid) {
            Patch patch = new Patch(cell(peakY, grid.rows(), map.height()), cell(peakX, grid.columns(), map.width()));
            return new Region(left, top, right - left, bottom - top, pixels, peak, peakX, peakY, patch);
        }

        private static int cell(int pixel, int cells, int pixels) {
            return (int) ((pixel + 0.5) * cells / pixels);
        }
    }
}
