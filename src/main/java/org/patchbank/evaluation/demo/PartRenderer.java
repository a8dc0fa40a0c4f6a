package org.patchbank.evaluation.demo;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.patchbank.evaluation.metrics.DefectMask;

/**
 * Renders photographs of a product of its own, a machined cover plate: good ones, which differ as photographs of good parts do, and
 * defective ones with masks. The same kind, number and seed give the same picture. Safe for concurrent use.
 */
public final class PartRenderer {
    public static final String GOOD = "good";
    private static final int SIZE = 512;

    private final int size;

    public PartRenderer() {
        this(SIZE);
    }

    /** @param size width and height of the pictures, in pixels */
    public PartRenderer(int size) {
        this.size = size;
    }

    public List<RenderedPart> good(int count, long seed) {
        return IntStream.range(0, count).mapToObj(i -> goodPart(i, seed)).toList();
    }

    public List<RenderedPart> defective(DefectKind kind, int count, long seed) {
        return IntStream.range(0, count)
                .mapToObj(i -> defectivePart(kind, i, seed))
                .toList();
    }

    /** The good part of a number; numbers start at 0. */
    public RenderedPart goodPart(int number, long seed) {
        Scene scene = Scene.random(random(GOOD, number, seed));
        Photographer photographer = new Photographer(size, scene, Blemish.none());
        return new RenderedPart(name(GOOD, number), GOOD, photographer.image(), DefectMask.empty(size, size));
    }

    /** The defective part of a number; numbers start at 0. */
    public RenderedPart defectivePart(DefectKind kind, int number, long seed) {
        SplittableRandom random = random(kind.label(), number, seed);
        Scene scene = Scene.random(random);
        Photographer photographer = new Photographer(size, scene, Blemish.random(kind, random));
        return new RenderedPart(name(kind.label(), number), kind.label(), photographer.image(), photographer.mask());
    }

    private static String name(String kind, int number) {
        return String.format(Locale.ROOT, "%s-%03d", kind, number);
    }

    private static SplittableRandom random(String kind, int number, long seed) {
        return new SplittableRandom((seed * 31 + kind.hashCode()) * 1_000_003 + number);
    }
}
