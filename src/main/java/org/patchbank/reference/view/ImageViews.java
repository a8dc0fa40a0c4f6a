package org.patchbank.reference.view;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.reference.spec.DetectorSpec;

/**
 * How an image becomes what the network sees, and how the scores of that become one grid on the image again. Safe for concurrent
 * use.
 */
public final class ImageViews {
    private ImageViews() {}

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
     * @param grid of one view
     * @param first the first good image that can be used; read only where the spec needs it
     */
    public static ImageViews fit(DetectorSpec spec, PatchGrid grid, Supplier<PixelImage> first) {
        return new ImageViews();
    }

    /** @param numbers what {@link #numbers} gave */
    public static ImageViews of(DetectorSpec spec, PatchGrid grid, Map<String, float[]> numbers) {
        return new ImageViews();
    }

    /** What was learned from good images; empty where nothing had to be. */
    public Map<String, float[]> numbers() {
        return Map.of();
    }

    /** The views that a good image is learned by: those it is judged by first, then augmented variants. */
    public List<View> learned(PixelImage image) {
        return judged(image);
    }

    /** The views that an image is judged by. */
    public List<View> judged(PixelImage image) {
        return List.of(new View(() -> image, 0, true, PatchMask.ALL));
    }

    /**
     * One grid of scores over the whole image.
     *
     * @param width of the image in pixels
     * @param height of the image in pixels
     * @param views the scores of {@link #judged}, in their order
     */
    public PatchScores join(int width, int height, List<PatchScores> views) {
        return views.get(0);
    }
}
