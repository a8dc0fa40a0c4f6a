package org.patchbank.pipeline.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Window;
import org.patchbank.image.align.Registration;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.view.Poses.Pose;

/**
 * How an image becomes what the network sees, and how the scores of that become one grid on the image again. Safe for concurrent
 * use.
 */
public final class ImageViews {
    private final TileViews tiles;
    private final Poses poses;

    private ImageViews(TileViews tiles, Poses poses) {
        this.tiles = tiles;
        this.poses = poses;
    }

    /**
     * What the network sees at once.
     *
     * @param picture made when it is asked for, so that only one need be in memory
     * @param position 0, or the tile's number
     * @param original false for augmented variants
     * @param inside patches in the region of interest
     */
    public record View(Supplier<PixelImage> picture, int position, boolean original, PatchMask inside) {}

    /**
     * How an image lies.
     *
     * @param width in pixels
     * @param height in pixels
     * @param registration to the template, where there is one
     */
    public record Frame(int width, int height, Registration registration) {}

    /** All that the network sees of an image. */
    public record Seen(Frame frame, List<View> views) {}

    /**
     * A patch of a view.
     *
     * @param view its place among the views
     * @param patch its number in the view's grid
     */
    public record Source(int view, int patch) {}

    /**
     * @param grid of one view
     * @param images the good images, each decoded when it is asked for, empty where it cannot be used; read only as far as the spec needs
     */
    public static ImageViews fit(DetectorSpec spec, PatchGrid grid, List<Supplier<Optional<PixelImage>>> images) {
        return new ImageViews(TileViews.fit(spec, grid, images), Poses.fit(spec, images));
    }

    /** @param numbers what {@link #numbers} gave */
    public static ImageViews of(DetectorSpec spec, PatchGrid grid, Map<String, float[]> numbers) {
        return new ImageViews(TileViews.of(spec, grid, numbers), Poses.of(spec, numbers));
    }

    /** What was learned from good images; empty where nothing had to be. */
    public Map<String, float[]> numbers() {
        Map<String, float[]> numbers = new TreeMap<>(tiles.numbers());
        numbers.putAll(poses.numbers());
        return numbers;
    }

    /** The size of every image, where the spec lets tiles have positions; as a window over the whole. */
    public Optional<Window> onlySize() {
        return tiles.onlySize();
    }

    /**
     * The views that a good image is learned by: those it is judged by first, then augmented variants.
     *
     * @param frame what {@link #frame} gave for it
     */
    public Seen learned(PixelImage image, Frame frame) {
        return new Seen(
                frame,
                poses.learned(image, frame.registration()).stream()
                        .flatMap(pose -> views(frame, pose).stream())
                        .toList());
    }

    /** The views that an image is judged by. */
    public Seen judged(PixelImage image) {
        return judged(image, frame(image));
    }

    /** @param frame what {@link #frame} gave for the image */
    public Seen judged(PixelImage image, Frame frame) {
        return new Seen(frame, views(frame, poses.judged(image, frame.registration())));
    }

    /** How an image lies: the same for specs that differ in nothing but what they take of the network. */
    public Frame frame(PixelImage image) {
        return new Frame(image.width(), image.height(), poses.register(image));
    }

    private List<View> views(Frame frame, Pose pose) {
        return tiles.of(frame.width(), frame.height(), pose);
    }

    /**
     * One grid of scores over the whole image, aligned where the spec asks for that.
     *
     * @param views the scores of the original views, in their order
     */
    public PatchScores join(Frame frame, List<PatchScores> views) {
        return tiles.join(frame.width(), frame.height(), views);
    }

    /**
     * The patch of the whole image's grid, aligned where the spec asks for that, that shows a pixel of the image as it came; the nearest
     * one where none does.
     */
    public int patch(Frame frame, PatchGrid joined, int x, int y) {
        return InverseWarp.patch(frame, joined, (x + 0.5) / frame.width(), (y + 0.5) / frame.height());
    }

    /** Where a patch of the whole image's grid comes from: where views overlap, from the one that counts most. */
    public Optional<Source> source(Seen seen, int joinedPatch) {
        return tiles.source(seen.frame().width(), seen.frame().height(), seen.views(), joinedPatch);
    }

    /** Scores over the aligned image as scores over the image as it came; the same where it was not moved. */
    public PatchScores asItCame(Frame frame, PatchScores joined) {
        return InverseWarp.of(joined, frame.registration().motion(), frame.width(), frame.height());
    }
}
