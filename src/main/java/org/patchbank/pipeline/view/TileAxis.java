package org.patchbank.pipeline.view;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.image.Tiling;

/**
 * How the cells of tiles along one axis make the cells of the whole axis: between the two nearest cells of each tile that covers the
 * place (linear), tiles weighted by {@link Tiling#weight}. A cell that coincides with cells of all its tiles takes no others.
 */
final class TileAxis {
    /** What one tile gives to one cell of the axis; weights of a cell add up to 1. */
    record Share(int tile, int low, double lowWeight, int high, double highWeight) {}

    private final List<List<Share>> shares = new ArrayList<>();

    /**
     * @param length pixels of the axis
     * @param tileCells cells of a tile along the axis
     */
    TileAxis(Tiling tiling, int length, int tileCells) {
        int[] starts = tiling.starts(length);
        int extent = tiling.extent(length);
        int cells = Math.max(1, Math.round((float) length * tileCells / extent));
        for (int cell = 0; cell < cells; cell++) {
            shares.add(shares(tiling, starts, length, tileCells, (cell + 0.5) * length / cells));
        }
    }

    private static List<Share> shares(Tiling tiling, int[] starts, int length, int tileCells, double place) {
        int extent = tiling.extent(length);
        double sum = 0;
        for (int start : starts) {
            sum += weight(tiling, start, extent, length, place);
        }
        List<Share> found = new ArrayList<>();
        for (int tile = 0; tile < starts.length; tile++) {
            double weight = weight(tiling, starts[tile], extent, length, place) / sum;
            if (weight > 0) {
                double position = (place - starts[tile]) * tileCells / extent - 0.5;
                double inside = Math.max(0, Math.min(tileCells - 1.0, position));
                int low = (int) inside;
                double share = inside - low;
                found.add(new Share(tile, low, weight * (1 - share), Math.min(low + 1, tileCells - 1), weight * share));
            }
        }
        return found;
    }

    private static double weight(Tiling tiling, int start, int extent, int length, double place) {
        return place >= start && place < start + extent ? tiling.weight(start, length, place) : 0;
    }

    int cells() {
        return shares.size();
    }

    List<Share> shares(int cell) {
        return shares.get(cell);
    }
}
