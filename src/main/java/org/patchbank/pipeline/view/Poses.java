package org.patchbank.pipeline.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.patchbank.image.Augmentation;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Warp;
import org.patchbank.image.align.Alignment;
import org.patchbank.image.align.Registrar;
import org.patchbank.image.align.Registration;
import org.patchbank.image.align.Template;
import org.patchbank.pipeline.spec.DetectorSpec;

/**
 * In which positions an image is looked at: as it came or aligned to a template, and where it is learned from also in the positions and
 * light of its augmented variants. Safe for concurrent use.
 */
final class Poses {
    static final String TEMPLATE = "template";

    private final Augmentation augmentation;
    private final Optional<Registrar> registrar;
    private final Map<String, float[]> numbers;

    private Poses(DetectorSpec spec, Map<String, float[]> numbers) {
        this.augmentation = spec.augmentation().augmentation();
        this.numbers = numbers;
        this.registrar = numbers.containsKey(TEMPLATE)
                ? Optional.of(new Registrar(Template.of(numbers.get(TEMPLATE)), spec.alignment()))
                : Optional.empty();
    }

    /**
     * One position of an image.
     *
     * @param inside whether a point, in shares of width and height, shows a part of the image
     */
    record Pose(Supplier<PixelImage> picture, boolean original, BiPredicate<Double, Double> inside) {}

    /** Keeps one variant's picture, because tile after tile is cut from it, and never two. */
    private static final class LastPicture {
        private Augmentation.Variant variant;
        private PixelImage picture;

        synchronized PixelImage of(Augmentation.Variant wanted) {
            if (wanted != variant) {
                picture = wanted.picture().get();
                variant = wanted;
            }
            return picture;
        }
    }

    /** @param images the good images, each decoded when it is asked for, empty where it cannot be used */
    static Poses fit(DetectorSpec spec, List<Supplier<Optional<PixelImage>>> images) {
        if (spec.alignment() == Alignment.NONE) {
            return new Poses(spec, Map.of());
        }
        List<PixelImage> candidates = Template.candidates(images.size()).stream()
                .map(number -> images.get(number).get())
                .flatMap(Optional::stream)
                .toList();
        if (candidates.isEmpty()) {
            return new Poses(spec, Map.of());
        }
        Template template = Template.Choice.of(candidates, spec.alignment()).template();
        return new Poses(spec, Map.of(TEMPLATE, template.numbers()));
    }

    /** @param numbers what {@link #numbers} gave, and perhaps others */
    static Poses of(DetectorSpec spec, Map<String, float[]> numbers) {
        if (spec.alignment() == Alignment.NONE) {
            return new Poses(spec, Map.of());
        }
        if (!numbers.containsKey(TEMPLATE)) {
            throw new IllegalArgumentException("no template among " + numbers.keySet());
        }
        return new Poses(spec, Map.of(TEMPLATE, numbers.get(TEMPLATE)));
    }

    Map<String, float[]> numbers() {
        return numbers;
    }

    Registration register(PixelImage image) {
        return registrar.map(known -> known.register(image)).orElse(Registration.AS_IT_CAME);
    }

    /** The position that an image is judged in. */
    Pose judged(PixelImage image, Registration registration) {
        if (registration.motion().isNone()) {
            return new Pose(() -> image, true, (x, y) -> true);
        }
        PixelImage aligned = Warp.back(image, registration.motion());
        return new Pose(
                () -> aligned,
                true,
                (x, y) -> Warp.place(image.width(), image.height(), registration.motion(), x, y)
                        .isInside());
    }

    /** The positions that an image is learned in: the one that it is judged in comes first. */
    List<Pose> learned(PixelImage image, Registration registration) {
        Pose judged = judged(image, registration);
        List<Pose> poses = new ArrayList<>(List.of(judged));
        if (!augmentation.isNone()) {
            LastPicture last = new LastPicture();
            for (Augmentation.Variant variant : augmentation.of(judged.picture().get())) {
                poses.add(new Pose(() -> last.of(variant), false, variant.inside()));
            }
        }
        return poses;
    }
}
