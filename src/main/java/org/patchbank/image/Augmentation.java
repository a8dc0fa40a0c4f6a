package org.patchbank.image;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Ways in which good parts may come that the reference images do not show. The poses are the picture itself, flipped, and turned by
 * quarters, in all their combinations; each pose is also shown with every rotation, shift and brightness, one at a time. A variant has
 * the picture's own size; what lies beyond its border is not inside.
 *
 * @param quarterTurns whether parts come turned by 90, 180 and 270 degrees
 * @param rotations clockwise, in degrees
 * @param shifts each to the left, to the right, up and down, in pixels of the image
 * @param brightness factors of every sample; bright samples are cut off at white
 */
public record Augmentation(
        Set<Flip> flips, boolean quarterTurns, List<Double> rotations, List<Integer> shifts, List<Double> brightness) {
    public static final Augmentation NONE = new Augmentation(Set.of(), false, List.of(), List.of(), List.of());

    public Augmentation {
        flips = Set.copyOf(flips);
        rotations = List.copyOf(rotations);
        shifts = List.copyOf(shifts);
        brightness = List.copyOf(brightness);
    }

    /** Left and right exchanged, or up and down. */
    public enum Flip {
        HORIZONTAL,
        VERTICAL
    }

    /**
     * Another look at an image.
     *
     * @param picture made when it is asked for, so that only one need be in memory
     * @param inside whether a point, in shares of width and height, shows a part of the image
     */
    public record Variant(Supplier<PixelImage> picture, BiPredicate<Double, Double> inside) {}

    public boolean isNone() {
        return variants() == 0;
    }

    /** How many variants an image has besides itself. */
    public int variants() {
        return poses().size() * (1 + rotations.size() + 4 * shifts.size() + brightness.size()) - 1;
    }

    /** The variants of an image, without itself, always in the same order. */
    public List<Variant> of(PixelImage image) {
        List<Variant> variants = new ArrayList<>();
        for (int pose : poses()) {
            Variant posed = posed(image, pose);
            if (pose != 1) {
                variants.add(posed);
            }
            for (Motion motion : motions(image)) {
                variants.add(moved(image, posed, motion));
            }
            for (double factor : brightness) {
                variants.add(new Variant(() -> Brightness.scaled(posed.picture.get(), factor), posed.inside));
            }
        }
        return variants;
    }

    /** The poses by the numbers that EXIF gives them, see {@link Orientation}; the picture itself, 1, is the first. */
    private Set<Integer> poses() {
        Set<Integer> poses = new LinkedHashSet<>(List.of(1));
        boolean horizontal = flips.contains(Flip.HORIZONTAL);
        boolean vertical = flips.contains(Flip.VERTICAL);
        if (horizontal) {
            poses.add(2);
        }
        if (vertical) {
            poses.add(4);
        }
        if (quarterTurns || (horizontal && vertical)) {
            poses.add(3);
        }
        if (quarterTurns) {
            poses.addAll(horizontal || vertical ? List.of(6, 8, 2, 4, 5, 7) : List.of(6, 8));
        }
        return poses;
    }

    /** Quarter turns of a picture that is not square stay in its frame, as they do before a camera. */
    private static Variant posed(PixelImage image, int pose) {
        if (pose < 5 || image.width() == image.height()) {
            return new Variant(() -> Orientation.upright(image, pose), (x, y) -> true);
        }
        boolean flipped = pose == 5 || pose == 7;
        double degrees = pose == 6 || pose == 7 ? 90 : -90;
        Variant start = new Variant(() -> flipped ? Orientation.upright(image, 2) : image, (x, y) -> true);
        return moved(image, start, new Motion(-degrees, 0, 0));
    }

    /** What lies beyond the border of either the image or the variant is not inside. */
    private static Variant moved(PixelImage image, Variant variant, Motion motion) {
        return new Variant(() -> Warp.back(variant.picture.get(), motion), (x, y) -> {
            Warp.Place from = Warp.place(image.width(), image.height(), motion, x, y);
            return from.isInside() && variant.inside.test(from.x(), from.y());
        });
    }

    private List<Motion> motions(PixelImage image) {
        List<Motion> motions = new ArrayList<>();
        for (double degrees : rotations) {
            motions.add(new Motion(-degrees, 0, 0));
        }
        for (int pixels : shifts) {
            double share = (double) pixels / Math.max(image.width(), image.height());
            motions.add(new Motion(0, share, 0));
            motions.add(new Motion(0, -share, 0));
            motions.add(new Motion(0, 0, share));
            motions.add(new Motion(0, 0, -share));
        }
        return motions;
    }
}
