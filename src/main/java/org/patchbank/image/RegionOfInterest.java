package org.patchbank.image;

import java.util.BitSet;
import java.util.List;

/**
 * The part of an image that is looked at: all areas to include (the whole image if there is none), less all areas to ignore.
 * The order of the areas does not matter.
 */
public record RegionOfInterest(List<Area> include, List<Area> ignore) {
    public static final RegionOfInterest ALL = new RegionOfInterest(List.of(), List.of());

    /** Points a side of a cell by which its share in the region is measured. */
    private static final int POINTS = 8;

    public RegionOfInterest {
        include = List.copyOf(include);
        ignore = List.copyOf(ignore);
    }

    /** Whether the whole image is looked at. */
    public boolean isAll() {
        return include.isEmpty() && ignore.isEmpty();
    }

    /** The pixels of one row of an image whose middles lie in the region. */
    public BitSet pixels(int row, int width, int height) {
        return line((row + 0.5) / height, middles(0, 1, width));
    }

    /**
     * The cells of an even grid over a window of an image that lie in the region with at least half of their area, row by row.
     */
    public BitSet cells(int rows, int columns, Window window, int width, int height) {
        double[] points =
                middles((double) window.x() / width, (double) (window.x() + window.width()) / width, columns * POINTS);
        double[] lines =
                middles((double) window.y() / height, (double) (window.y() + window.height()) / height, rows * POINTS);
        int[] inside = new int[rows * columns];
        for (int i = 0; i < lines.length; i++) {
            BitSet line = line(lines[i], points);
            for (int point = line.nextSetBit(0); point >= 0; point = line.nextSetBit(point + 1)) {
                inside[i / POINTS * columns + point / POINTS]++;
            }
        }
        BitSet cells = new BitSet();
        for (int cell = 0; cell < inside.length; cell++) {
            cells.set(cell, 2 * inside[cell] >= POINTS * POINTS);
        }
        return cells;
    }

    private BitSet line(double y, double[] points) {
        BitSet marks = new BitSet();
        if (include.isEmpty()) {
            marks.set(0, points.length);
        }
        include.forEach(area -> area.mark(y, points, marks));
        BitSet ignored = new BitSet();
        ignore.forEach(area -> area.mark(y, points, ignored));
        marks.andNot(ignored);
        return marks;
    }

    /** Middles of {@code count} equal parts of a stretch. */
    private static double[] middles(double from, double to, int count) {
        double[] middles = new double[count];
        for (int i = 0; i < count; i++) {
            middles[i] = from + (to - from) * (i + 0.5) / count;
        }
        return middles;
    }
}
