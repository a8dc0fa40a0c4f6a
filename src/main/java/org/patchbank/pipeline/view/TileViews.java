package org.patchbank.pipeline.view;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.PixelImage;
import org.patchbank.image.RegionOfInterest;
import org.patchbank.image.Tiling;
import org.patchbank.image.Window;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.TilesSpec;
import org.patchbank.pipeline.spec.TilesSpec.Bank;
import org.patchbank.pipeline.view.ImageViews.Source;
import org.patchbank.pipeline.view.ImageViews.View;
import org.patchbank.pipeline.view.Poses.Pose;

/**
 * Cuts images into the views that the network sees, whole or in tiles, and puts their scores together again. Tiles outside the
 * region of interest are left out. Safe for concurrent use.
 */
final class TileViews {
    /** Images of one line have one size; folders of odd sizes must not fill the memory. */
    private static final int LAYOUTS_KEPT = 64;

    private static final String SIZE = "tiled_size";

    private final Optional<Tiling> tiling;
    /** Of every image, where tiles have positions. */
    private final Optional<Size> only;

    private final RegionOfInterest region;
    private final PatchGrid grid;
    private final Map<Size, Layout> layouts = new ConcurrentHashMap<>();

    private record Size(int width, int height) {}

    /**
     * Of images of one size.
     *
     * @param tiles all of them; one, the whole image, where there are none
     * @param inside for each tile its patches in the region
     */
    private record Layout(List<Window> tiles, List<PatchMask> inside, Optional<TileJoin> join, PatchMask joinedInside) {
        boolean seen(int tile, PatchGrid grid) {
            return inside.get(tile).size(grid) > 0;
        }
    }

    private TileViews(DetectorSpec spec, PatchGrid grid, Optional<Size> only) {
        this.only = only;
        this.tiling = spec.tiles().map(tiles -> tiling(tiles, grid));
        this.region = spec.region();
        this.grid = grid;
    }

    /**
     * @param grid of one view
     * @param images the good images, each decoded when it is asked for; read only where tiles have positions
     */
    static TileViews fit(DetectorSpec spec, PatchGrid grid, List<Supplier<Optional<PixelImage>>> images) {
        boolean positions = spec.hasTiles(Bank.PER_POSITION);
        Optional<PixelImage> image = positions
                ? images.stream().map(Supplier::get).flatMap(Optional::stream).findFirst()
                : Optional.empty();
        return new TileViews(spec, grid, image.map(found -> new Size(found.width(), found.height())));
    }

    /** @param numbers what {@link #numbers} gave */
    static TileViews of(DetectorSpec spec, PatchGrid grid, Map<String, float[]> numbers) {
        return new TileViews(
                spec, grid, Optional.ofNullable(numbers.get(SIZE)).map(size -> new Size((int) size[0], (int) size[1])));
    }

    /** The size of all images, where tiles have positions. */
    Map<String, float[]> numbers() {
        return only.map(size -> Map.of(SIZE, new float[] {size.width, size.height}))
                .orElse(Map.of());
    }

    Optional<Window> onlySize() {
        return only.map(size -> new Window(0, 0, size.width, size.height));
    }

    /** Patches of neighbours lie on each other where a patch is a whole number of pixels wide. */
    private static Tiling tiling(TilesSpec tiles, PatchGrid grid) {
        boolean whole = tiles.size() % grid.columns() == 0;
        return new Tiling(tiles.size(), tiles.overlap(), whole ? tiles.size() / grid.columns() : 1);
    }

    /**
     * @param width of the image in pixels
     * @param height of the image in pixels
     * @param pose of the image; its picture, which is as large, is asked for anew for every tile
     * @throws org.patchbank.platform.PatchbankException if no patch of the image lies in the region
     */
    List<View> of(int width, int height, Pose pose) {
        requireOnlySize(width, height);
        Layout layout = layout(width, height);
        List<View> views = new ArrayList<>();
        for (int tile = 0; tile < layout.tiles.size(); tile++) {
            if (layout.seen(tile, grid)) {
                Window window = layout.tiles.get(tile);
                Supplier<PixelImage> cut = tiling.isEmpty()
                        ? pose.picture()
                        : () -> pose.picture().get().crop(window);
                PatchMask inside = shown(pose, window, layout.inside.get(tile), width, height);
                views.add(new View(cut, tile, pose.original(), inside));
            }
        }
        if (views.isEmpty()) {
            throw ViewErrorCode.REGION_EMPTY.error(
                    "No patch of an image of %d x %d pixels lies in the region of interest".formatted(width, height),
                    "A patch counts with half of its area inside: widen the region, or raise the input size.");
        }
        return views;
    }

    /** Those of some patches whose middle shows a part of the image. */
    private PatchMask shown(Pose pose, Window window, PatchMask inside, int width, int height) {
        BitSet shown = new BitSet();
        for (int patch = 0; patch < grid.size(); patch++) {
            double x = window.x() + (patch % grid.columns() + 0.5) * window.width() / grid.columns();
            double y = window.y() + (patch / grid.columns() + 0.5) * window.height() / grid.rows();
            shown.set(patch, inside.contains(patch) && pose.inside().test(x / width, y / height));
        }
        return shown.cardinality() == grid.size() ? PatchMask.ALL : PatchMask.of(shown);
    }

    private void requireOnlySize(int width, int height) {
        if (only.isPresent() && !only.get().equals(new Size(width, height))) {
            throw ViewErrorCode.TILE_POSITIONS_DIFFER.error(
                    "The image has %d x %d pixels, but its tiles are compared by position with those of %d x %d pixels"
                            .formatted(width, height, only.get().width, only.get().height),
                    "Send images of one size, or set tiles.bank to shared.");
        }
    }

    /** @param views the scores of {@link #of}, in their order */
    PatchScores join(int width, int height, List<PatchScores> views) {
        Layout layout = layout(width, height);
        if (layout.join.isEmpty()) {
            return views.get(0);
        }
        List<PatchScores> tiles = new ArrayList<>();
        int next = 0;
        for (int tile = 0; tile < layout.tiles.size(); tile++) {
            tiles.add(layout.seen(tile, grid) ? views.get(next++) : null);
        }
        return layout.join.get().join(tiles, layout.joinedInside);
    }

    /** @param views what {@link #of} gave */
    Optional<Source> source(int width, int height, List<View> views, int joinedPatch) {
        Layout layout = layout(width, height);
        if (layout.join.isEmpty()) {
            return Optional.of(new Source(0, joinedPatch));
        }
        Map<Integer, Integer> viewOfTile = new HashMap<>();
        for (int view = 0; view < views.size(); view++) {
            viewOfTile.put(views.get(view).position(), view);
        }
        return layout.join
                .get()
                .source(
                        joinedPatch,
                        (tile, patch) -> viewOfTile.containsKey(tile)
                                && views.get(viewOfTile.get(tile)).inside().contains(patch))
                .map(found -> new Source(viewOfTile.get(found.view()), found.patch()));
    }

    private Layout layout(int width, int height) {
        if (layouts.size() >= LAYOUTS_KEPT) {
            layouts.clear();
        }
        return layouts.computeIfAbsent(new Size(width, height), size -> layout(size));
    }

    private Layout layout(Size size) {
        Window whole = new Window(0, 0, size.width, size.height);
        List<Window> tiles =
                tiling.map(each -> each.tiles(size.width, size.height)).orElse(List.of(whole));
        Optional<TileJoin> join = tiling.map(each -> new TileJoin(each, grid, size.width, size.height));
        PatchGrid joined = join.map(TileJoin::joined).orElse(grid);
        return new Layout(
                tiles,
                tiles.stream()
                        .map(tile -> ImageMaps.inside(region, grid, tile, size.width, size.height))
                        .toList(),
                join,
                ImageMaps.inside(region, joined, whole, size.width, size.height));
    }
}
