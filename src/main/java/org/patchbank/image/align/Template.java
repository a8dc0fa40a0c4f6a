package org.patchbank.image.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.patchbank.image.PixelImage;

/**
 * The picture that images are registered to: one of the reference images, small and grey. Of at most {@value #CANDIDATES} images spread
 * evenly over the set it is the one to which the others register best, and nearest: the one with the largest mean of correlation less
 * the distance moved. The floor, below which a registration is not believed, is half of the median correlation of the others with it, but
 * at least {@value #LEAST_FLOOR}.
 */
public final class Template {
    static final int CANDIDATES = 9;
    static final double LEAST_FLOOR = 0.2;

    private final GreyPicture picture;
    private final double floor;

    Template(GreyPicture picture, double floor) {
        this.picture = picture;
        this.floor = floor;
    }

    /** The numbers of the images that the template is chosen from, of so many. */
    public static List<Integer> candidates(int images) {
        int count = Math.min(CANDIDATES, images);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add((int) ((long) i * images / count));
        }
        return numbers;
    }

    /**
     * A template and the place of its image in the list that it was chosen from.
     *
     * @param alignment other than none
     */
    public record Choice(Template template, int place) {
        /** @param candidates at least one */
        public static Choice of(List<PixelImage> candidates, Alignment alignment) {
            List<GreyPicture> pictures = candidates.stream()
                    .map(image -> GreyPicture.of(image, Registrar.SIDE))
                    .toList();
            Choice best = null;
            double bestScore = Double.NEGATIVE_INFINITY;
            for (int place = 0; place < pictures.size(); place++) {
                Registrar registrar = new Registrar(new Template(pictures.get(place), -1), alignment);
                List<Registration> others = new ArrayList<>();
                for (int other = 0; other < pictures.size(); other++) {
                    if (other != place) {
                        others.add(registrar.register(pictures.get(other)));
                    }
                }
                double score =
                        others.stream().mapToDouble(Choice::closeness).average().orElse(0);
                if (score > bestScore) {
                    bestScore = score;
                    best = new Choice(new Template(pictures.get(place), floor(others)), place);
                }
            }
            return best;
        }

        private static double closeness(Registration other) {
            return other.correlation()
                    - Math.hypot(other.motion().x(), other.motion().y());
        }

        private static double floor(List<Registration> others) {
            double[] sorted = others.stream()
                    .mapToDouble(Registration::correlation)
                    .sorted()
                    .toArray();
            return sorted.length == 0 ? LEAST_FLOOR : Math.max(LEAST_FLOOR, sorted[sorted.length / 2] / 2);
        }
    }

    /** Everything of it as numbers: width, height, floor, then the pixels row by row. */
    public float[] numbers() {
        float[] numbers = new float[3 + picture.values().length];
        numbers[0] = picture.width();
        numbers[1] = picture.height();
        numbers[2] = (float) floor;
        System.arraycopy(picture.values(), 0, numbers, 3, picture.values().length);
        return numbers;
    }

    /** @throws IllegalArgumentException if the numbers are not those of a template */
    public static Template of(float[] numbers) {
        if (numbers.length < 4) {
            throw new IllegalArgumentException(numbers.length + " numbers are no template");
        }
        return new Template(
                new GreyPicture(
                        Registrar.SIDE,
                        (int) numbers[0],
                        (int) numbers[1],
                        Arrays.copyOfRange(numbers, 3, numbers.length)),
                numbers[2]);
    }

    GreyPicture picture() {
        return picture;
    }

    /** The least correlation of a registration that is believed. */
    public double floor() {
        return floor;
    }
}
