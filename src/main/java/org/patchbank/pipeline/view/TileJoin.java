package org.patchbank.pipeline.view;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.Tiling;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.pipeline.view.ImageViews.Source;
import org.patchbank.pipeline.view.TileAxis.Share;

/**
 * Makes one grid of scores over a whole image of those of its tiles, without seams: where tiles overlap, each counts the less the
 * nearer its edge (feathering; Szeliski 2006, Image Alignment and Stitching, section 6.2):
 *
 * <pre>
 * s(p) = sum over tiles t of w_t(p) s_t(p) / sum over t of w_t(p),   w_t(p) = w_t(row) w_t(column)
 * </pre>
 *
 * with the weights of {@link Tiling#weight} an axis, and s_t(p) interpolated linearly between the cells of t on either side of the middle of
 * p. What lies outside the region of interest has no weight.
 */
final class TileJoin {
    private final PatchGrid grid;
    private final int tileColumns;
    private final TileAxis rows;
    private final TileAxis columns;

    /** @param grid of a tile */
    TileJoin(Tiling tiling, PatchGrid grid, int width, int height) {
        this.grid = grid;
        this.tileColumns = tiling.starts(width).length;
        this.rows = new TileAxis(tiling, height, grid.rows());
        this.columns = new TileAxis(tiling, width, grid.columns());
    }

    /** Of the whole image. */
    PatchGrid joined() {
        return new PatchGrid(rows.cells(), columns.cells());
    }

    /**
     * @param tiles by their numbers; null for those that lie outside the region whole
     * @param inside cells of the whole image in the region
     */
    PatchScores join(List<PatchScores> tiles, PatchMask inside) {
        PatchGrid joined = joined();
        float[] scores = new float[joined.size()];
        int[] nearest = new int[joined.size()];
        BitSet scored = new BitSet();
        Cell cell = new Cell(tiles);
        for (int patch = 0; patch < scores.length; patch++) {
            nearest[patch] = -1;
            if (inside.contains(patch)) {
                cell.take(rows.shares(patch / joined.columns()), columns.shares(patch % joined.columns()));
                if (cell.weight > 0) {
                    scores[patch] = (float) (cell.sum / cell.weight);
                    nearest[patch] = cell.nearest;
                    scored.set(patch);
                }
            }
        }
        PatchMask mask = scored.cardinality() == scores.length ? PatchMask.ALL : PatchMask.of(scored);
        return new PatchScores(joined, scores, cell.rows ? nearest : new int[0], mask);
    }

    /** Whether a patch of a tile was scored. */
    @FunctionalInterface
    interface Scored {
        boolean test(int tile, int patch);
    }

    /** The tile, and the patch in it, that gives most to a patch of the whole image; empty if none was scored. */
    Optional<Source> source(int joinedPatch, Scored scored) {
        Source heaviest = null;
        double most = 0;
        for (Share row : rows.shares(joinedPatch / columns.cells())) {
            for (Share column : columns.shares(joinedPatch % columns.cells())) {
                int tile = row.tile() * tileColumns + column.tile();
                int nearestRow = row.lowWeight() >= row.highWeight() ? row.low() : row.high();
                int nearestColumn = column.lowWeight() >= column.highWeight() ? column.low() : column.high();
                int patch = nearestRow * grid.columns() + nearestColumn;
                double share =
                        Math.max(row.lowWeight(), row.highWeight()) * Math.max(column.lowWeight(), column.highWeight());
                if (share > most && scored.test(tile, patch)) {
                    most = share;
                    heaviest = new Source(tile, patch);
                }
            }
        }
        return Optional.ofNullable(heaviest);
    }

    /** Gathers what tiles give to one cell of the whole image. */
    private final class Cell {
        private final List<PatchScores> tiles;
        private final boolean rows;
        private double sum;
        private double weight;
        private double heaviest;
        private int nearest;

        Cell(List<PatchScores> tiles) {
            this.tiles = tiles;
            this.rows = tiles.stream().anyMatch(tile -> tile != null && tile.nearest().length > 0);
        }

        void take(List<Share> down, List<Share> across) {
            sum = 0;
            weight = 0;
            heaviest = 0;
            nearest = -1;
            for (Share row : down) {
                for (Share column : across) {
                    PatchScores tile = tiles.get(row.tile() * tileColumns + column.tile());
                    if (tile != null) {
                        take(tile, row.low(), row.lowWeight(), column);
                        take(tile, row.high(), row.highWeight(), column);
                    }
                }
            }
        }

        private void take(PatchScores tile, int row, double share, Share column) {
            if (share > 0) {
                take(tile, row * grid.columns() + column.low(), share * column.lowWeight());
                take(tile, row * grid.columns() + column.high(), share * column.highWeight());
            }
        }

        private void take(PatchScores tile, int patch, double share) {
            if (share > 0 && tile.inside().contains(patch)) {
                sum += share * tile.scores()[patch];
                weight += share;
                if (share > heaviest) {
                    heaviest = share;
                    nearest = tile.nearest().length > 0 ? tile.nearest()[patch] : -1;
                }
            }
        }
    }
}
