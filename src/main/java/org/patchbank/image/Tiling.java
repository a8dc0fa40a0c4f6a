package org.patchbank.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Tiles that cover a large image, each overlapping its neighbours by some pixels at least. Along each axis tiles follow each
 * other at a fixed stride from 0 on, and the last one ends where the image ends. An axis shorter than a tile is one tile. Tile i of an
 * axis of {@code length} pixels begins at
 *
 * <pre>
 * min(i stride, length - size),   stride = floor((size - overlap) / step) step
 * </pre>
 *
 * @param size side of a tile in pixels
 * @param overlap least common pixels of two neighbours, below the size
 * @param step pixels of which the stride is a multiple, so that the patches of neighbours lie on each other
 */
public record Tiling(int size, int overlap, int step) {
    /** More tiles than this are a mistake in the spec, and minutes an image. */
    public static final int MOST_TILES = 4096;

    public Tiling {
        if (size < 1 || overlap < 0 || overlap >= size || step < 1) {
            throw new IllegalArgumentException(
                    "no tiles of %d pixels overlap by %d at steps of %d".formatted(size, overlap, step));
        }
    }

    /** Where the tiles of an axis begin, ascending. */
    public int[] starts(int length) {
        if (length <= size) {
            return new int[] {0};
        }
        int stride = stride();
        int count = (length - size + stride - 1) / stride + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = Math.min(i * stride, length - size);
        }
        return starts;
    }

    /** Pixels of a tile along an axis of {@code length} pixels. */
    public int extent(int length) {
        return Math.min(size, length);
    }

    /**
     * The tiles of an image, row by row.
     *
     * @throws org.patchbank.platform.PatchbankException if there are more than {@value #MOST_TILES}
     */
    public List<Window> tiles(int width, int height) {
        int[] lefts = starts(width);
        int[] tops = starts(height);
        if ((long) lefts.length * tops.length > MOST_TILES) {
            throw ImageErrorCode.IMAGE_TOO_MANY_TILES.error(
                    "An image of %d x %d pixels has %d x %d tiles, the limit is %d"
                            .formatted(width, height, lefts.length, tops.length, MOST_TILES));
        }
        List<Window> tiles = new ArrayList<>();
        for (int top : tops) {
            for (int left : lefts) {
                tiles.add(new Window(left, top, extent(width), extent(height)));
            }
        }
        return tiles;
    }

    /**
     * How much a tile counts at a place: 1 inside, falling evenly to 0 over the overlap towards an edge behind which another
     * tile lies. Divided by the sum over all tiles the weights of a place add up to 1 and have no steps.
     *
     * <pre>
     * w(x) = max(0, min(1, (x - start) / overlap, (end - x) / overlap))
     * </pre>
     *
     * without the term of an edge that is one of the image.
     *
     * @param start where the tile begins on the axis
     * @param length pixels of the axis
     * @param place in pixels from the start of the axis, inside the tile
     */
    public double weight(int start, int length, double place) {
        if (overlap == 0) {
            return 1;
        }
        int end = start + extent(length);
        double fromStart = start == 0 ? 1 : (place - start) / overlap;
        double fromEnd = end == length ? 1 : (end - place) / overlap;
        return Math.max(0, Math.min(1, Math.min(fromStart, fromEnd)));
    }

    private int stride() {
        int most = size - overlap;
        return Math.max(most / step * step, Math.min(step, most));
    }
}
