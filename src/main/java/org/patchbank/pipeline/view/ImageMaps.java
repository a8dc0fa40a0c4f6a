package org.patchbank.pipeline.view;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.RegionOfInterest;
import org.patchbank.image.Window;
import org.patchbank.image.align.Alignment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.TilesSpec;
import org.patchbank.scoring.map.AnomalyMapRenderer;
import org.patchbank.scoring.map.MapLayout;
import org.patchbank.scoring.map.MapRows;

/**
 * Draws the patch scores of whole images as one spec's maps: for tiles smoothed as each tile would be, blank outside the region of
 * interest. Safe for concurrent use.
 */
public final class ImageMaps {
    /** Its matrices depend on sizes only, so all specs share them. */
    private static final AnomalyMapRenderer RENDERER = new AnomalyMapRenderer();

    private final int inputSize;
    private final OptionalInt tileSize;
    private final RegionOfInterest region;

    /**
     * @param inputSize side of the square that the network sees of the image, or of a tile
     * @param tileSize side of a tile in pixels of the image; absent where the network sees the image whole
     * @param region whose border is drawn to the pixel; the whole image where that is not known, or moves with the part: then what is
     *     shown is told by the patches inside
     */
    public ImageMaps(int inputSize, OptionalInt tileSize, RegionOfInterest region) {
        this.inputSize = inputSize;
        this.tileSize = tileSize;
        this.region = region;
    }

    public static ImageMaps of(DetectorSpec spec) {
        OptionalInt tileSize =
                spec.tiles().map(TilesSpec::size).map(OptionalInt::of).orElse(OptionalInt.empty());
        return new ImageMaps(spec.embedding().inputSize(), tileSize, fixedRegion(spec));
    }

    /** The region of interest where it lies at the same place of every image; the whole image where it moves with the part. */
    public static RegionOfInterest fixedRegion(DetectorSpec spec) {
        return spec.alignment() == Alignment.NONE ? spec.region() : RegionOfInterest.ALL;
    }

    /**
     * The map of an image as it came.
     *
     * @param patches on the whole image's grid
     * @param width of the image in pixels
     * @param height of the image in pixels
     */
    public MapRows rows(PatchScores patches, int width, int height) {
        MapLayout layout = layout(width, height);
        if (patches.inside().isAll() && region.isAll()) {
            return RENDERER.rows(patches.grid(), patches.scores(), layout, width, height);
        }
        IntFunction<BitSet> pixels =
                region.isAll() ? row -> pixels(patches, row, width, height) : row -> region.pixels(row, width, height);
        return RENDERER.rows(
                patches.grid(), patches.scores(), patches.inside()::contains, pixels, layout, width, height);
    }

    /** The pixels of a row that lie in patches inside. */
    private static BitSet pixels(PatchScores patches, int row, int width, int height) {
        PatchGrid grid = patches.grid();
        int first = (int) ((row + 0.5) * grid.rows() / height) * grid.columns();
        BitSet pixels = new BitSet();
        for (int x = 0; x < width; x++) {
            pixels.set(x, patches.inside().contains(first + (int) ((x + 0.5) * grid.columns() / width)));
        }
        return pixels;
    }

    private MapLayout layout(int width, int height) {
        if (tileSize.isEmpty()) {
            return MapLayout.square(inputSize);
        }
        return MapLayout.tiled(seen(width), seen(height), inputSize);
    }

    /** What the network sees of an axis in all, in its own pixels: a short axis is one tile, stretched. */
    private int seen(int pixels) {
        int tile = Math.min(tileSize.getAsInt(), pixels);
        return Math.max(1, Math.round((float) inputSize * pixels / tile));
    }

    static PatchMask inside(RegionOfInterest region, PatchGrid grid, Window window, int width, int height) {
        return region.isAll()
                ? PatchMask.ALL
                : PatchMask.of(region.cells(grid.rows(), grid.columns(), window, width, height));
    }
}
