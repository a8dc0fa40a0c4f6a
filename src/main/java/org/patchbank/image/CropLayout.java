package org.patchbank.image;

import java.util.Arrays;

/**
 * Square crops of a square image, one a cell of an even grid: {@code ceil(side / stride)} cells a side. A crop lies around the
 * middle of its cell, pushed inside where it would reach over the border; several cells at the border may therefore share one.
 *
 * @param side of the image in pixels
 * @param size side of a crop, at most that of the image
 * @param stride pixels from crop to crop, at most the size: no pixel may lie between the crops
 */
public record CropLayout(int side, int size, int stride) {
    public CropLayout {
        if (size < 1 || size > side || stride < 1 || stride > size) {
            throw new IllegalArgumentException(
                    "no crops of %d pixels at a stride of %d cover %d pixels".formatted(size, stride, side));
        }
    }

    /** Cells a side. */
    public int cells() {
        return (side + stride - 1) / stride;
    }

    /** Where the crop of each cell begins along an axis, in pixels, never falling. */
    public int[] starts() {
        int cells = cells();
        int[] starts = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            // In whole numbers: middle of the cell less half a crop, rounded down.
            int start = Math.floorDiv((2 * cell + 1) * side - size * cells, 2 * cells);
            starts[cell] = Math.max(0, Math.min(side - size, start));
        }
        return starts;
    }

    /** Different crops along an axis. */
    public int distinct() {
        return (int) Arrays.stream(starts()).distinct().count();
    }
}
