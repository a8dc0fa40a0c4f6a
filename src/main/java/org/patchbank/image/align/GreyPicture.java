package org.patchbank.image.align;

import java.util.Arrays;
import org.patchbank.image.Motion;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Resizer;

/**
 * An image made small and grey to be registered: it lies in the middle of a square, whose side its longer side has. The mean of its
 * border is 0, so an even background is 0 and leaves no step at the border. Immutable.
 */
public final class GreyPicture {
    /** Share of each side over which a picture fades out before it is transformed (Tukey's window). */
    private static final double FADE = 0.25;

    private final int side;
    private final int width;
    private final int height;
    private final float[] values;

    /** @param values [height, width]; kept, not copied */
    GreyPicture(int side, int width, int height, float[] values) {
        if (Math.max(width, height) != side || Math.min(width, height) < 1 || values.length != width * height) {
            throw new IllegalArgumentException(
                    "%d values of %d x %d in a square of %d".formatted(values.length, width, height, side));
        }
        this.side = side;
        this.width = width;
        this.height = height;
        this.values = values;
    }

    static GreyPicture of(PixelImage image, int side) {
        int longer = Math.max(image.width(), image.height());
        int width = Math.max(1, (int) Math.round((double) image.width() * side / longer));
        int height = Math.max(1, (int) Math.round((double) image.height() * side / longer));
        PixelImage small = Resizer.resize(image, width, height);
        float[] values = new float[width * height];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                values[i] = small.channels() == 1
                        ? small.sample(x, y, 0)
                        : 0.299f * small.sample(x, y, 0)
                                + 0.587f * small.sample(x, y, 1)
                                + 0.114f * small.sample(x, y, 2);
            }
        }
        return new GreyPicture(side, width, height, values).withoutBorder();
    }

    int side() {
        return side;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** [height, width]; read only by convention. */
    float[] values() {
        return values;
    }

    private GreyPicture withoutBorder() {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                    sum += values[y * width + x];
                    count++;
                }
            }
        }
        float border = (float) (sum / count);
        float[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] -= border;
        }
        return new GreyPicture(side, width, height, moved);
    }

    /** The same picture with half the side, each pixel the mean of four. */
    GreyPicture halved() {
        int halfWidth = Math.max(1, width / 2);
        int halfHeight = Math.max(1, height / 2);
        float[] half = new float[halfWidth * halfHeight];
        for (int y = 0; y < halfHeight; y++) {
            for (int x = 0; x < halfWidth; x++) {
                int right = Math.min(2 * x + 1, width - 1);
                int below = Math.min(2 * y + 1, height - 1);
                half[y * halfWidth + x] = (values[2 * y * width + 2 * x]
                                + values[2 * y * width + right]
                                + values[below * width + 2 * x]
                                + values[below * width + right])
                        / 4;
            }
        }
        return new GreyPicture(side / 2, halfWidth, halfHeight, half);
    }

    /** The picture taken back from a motion, faded out towards its borders, [side, side]; 0 where it shows nothing. */
    float[] faded(Motion motion) {
        float[] square = new float[side * side];
        int left = (side - width) / 2;
        int top = (side - height) / 2;
        float[] fadeX = fade(width);
        float[] fadeY = fade(height);
        Sampler sampler = new Sampler(this, motion);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float value = sampler.at(x, y);
                square[(top + y) * side + left + x] = Float.isNaN(value) ? 0 : value * fadeX[x] * fadeY[y];
            }
        }
        return square;
    }

    private static float[] fade(int length) {
        float[] fade = new float[length];
        Arrays.fill(fade, 1);
        double edge = FADE * length;
        for (int i = 0; i < length; i++) {
            double fromBorder = Math.min(i, length - 1 - i) + 0.5;
            if (fromBorder < edge) {
                fade[i] = (float) (0.5 - 0.5 * Math.cos(Math.PI * fromBorder / edge));
            }
        }
        return fade;
    }

    /**
     * The correlation coefficient of this picture with another taken back from a motion, over what both show.
     *
     * @return from -1 to 1; -1 where they share less than the given share of this picture, 0 where one of them is even
     */
    double correlation(GreyPicture other, Motion motion, double leastShare) {
        Sampler sampler = new Sampler(other, motion, width, height);
        double n = 0;
        double sum = 0;
        double otherSum = 0;
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                double theirs = sampler.at(x, y);
                if (!Double.isNaN(theirs)) {
                    double ours = values[i];
                    n++;
                    sum += ours;
                    otherSum += theirs;
                    squares += ours * ours;
                    otherSquares += theirs * theirs;
                    products += ours * theirs;
                }
            }
        }
        if (n < leastShare * values.length) {
            return -1;
        }
        double spread = (squares - sum * sum / n) * (otherSquares - otherSum * otherSum / n);
        return spread <= 1e-9 * squares * otherSquares ? 0 : (products - sum * otherSum / n) / Math.sqrt(spread);
    }

    /** Reads a picture as if a motion were undone. */
    private static final class Sampler {
        private final GreyPicture picture;
        private final double cosine;
        private final double sine;
        private final double offsetX;
        private final double offsetY;

        Sampler(GreyPicture picture, Motion motion) {
            this(picture, motion, picture.width, picture.height);
        }

        /** @param width of the frame that is read into, its middle on the picture's middle */
        Sampler(GreyPicture picture, Motion motion, int width, int height) {
            this.picture = picture;
            this.cosine = motion.cosine();
            this.sine = motion.sine();
            double middleX = (width - 1) / 2.0;
            double middleY = (height - 1) / 2.0;
            this.offsetX = (picture.width - 1) / 2.0 + motion.x() * picture.side - cosine * middleX + sine * middleY;
            this.offsetY = (picture.height - 1) / 2.0 + motion.y() * picture.side - sine * middleX - cosine * middleY;
        }

        /** NaN where the picture shows nothing. */
        float at(int frameX, int frameY) {
            double x = cosine * frameX - sine * frameY + offsetX;
            double y = sine * frameX + cosine * frameY + offsetY;
            if (x < 0 || y < 0 || x > picture.width - 1 || y > picture.height - 1) {
                return Float.NaN;
            }
            int left = (int) x;
            int top = (int) y;
            int right = Math.min(left + 1, picture.width - 1);
            int below = Math.min(top + 1, picture.height - 1);
            float shareX = (float) (x - left);
            float shareY = (float) (y - top);
            float[] values = picture.values;
            float first = values[top * picture.width + left];
            float third = values[below * picture.width + left];
            float above = first + shareX * (values[top * picture.width + right] - first);
            float under = third + shareX * (values[below * picture.width + right] - third);
            return above + shareY * (under - above);
        }
    }
}
