package org.patchbank.image;

/**
 * What can be said of an image without knowing what it shows: whether the lamp, the lens or the camera has changed.
 *
 * <p>Measured at points on a grid of at most {@value #MOST_POINTS} inner pixels, each with its four neighbours, at the image's own
 * resolution: shrinking would hide what a lens out of focus loses. With the luminance Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601)
 * and the Laplacian L(x, y) = Y(x - 1, y) + Y(x + 1, y) + Y(x, y - 1) + Y(x, y + 1) - 4 Y(x, y), over these points:
 *
 * <pre>
 * brightness = mean Y               contrast = sqrt(var Y)               sharpness = var L / var Y
 * </pre>
 *
 * The variance of the Laplacian alone (Pech-Pacheco et al., ICPR 2000) falls with the square of the contrast; as a share of the
 * luminance's variance it stays where only the lamp has changed, and noise raises it.
 *
 * @param brightness 0 to 255
 * @param contrast 0 to 127.5
 * @param sharpness 0 where the image is flat
 */
public record ImageQuality(float brightness, float contrast, float sharpness) {
    static final int MOST_POINTS = 20_000;

    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;
    private static final double FLAT = 1e-6;

    public static ImageQuality of(PixelImage image) {
        Sums sums = new Sums();
        int step = step(image);
        Luminance luminance = new Luminance(image);
        for (int y = Math.min(1, image.height() - 1); y < Math.max(2, image.height()) - 1; y += step) {
            for (int x = Math.min(1, image.width() - 1); x < Math.max(2, image.width()) - 1; x += step) {
                double here = luminance.at(x, y);
                double around = luminance.at(Math.max(0, x - 1), y)
                        + luminance.at(Math.min(image.width() - 1, x + 1), y)
                        + luminance.at(x, Math.max(0, y - 1))
                        + luminance.at(x, Math.min(image.height() - 1, y + 1));
                sums.add(here, around - 4 * here);
            }
        }
        return sums.quality();
    }

    /** The smallest distance between points, along either side, with which there are not too many. */
    private static int step(PixelImage image) {
        double pixels = (double) image.width() * image.height();
        return (int) Math.max(1, Math.ceil(Math.sqrt(pixels / MOST_POINTS)));
    }

    private static final class Luminance {
        private final PixelImage image;
        private final byte[] bytes;

        Luminance(PixelImage image) {
            this.image = image;
            this.bytes = image.depth() == 8 ? image.samples8() : null;
        }

        double at(int x, int y) {
            if (bytes == null) {
                return image.channels() == 1
                        ? image.sample(x, y, 0)
                        : RED * image.sample(x, y, 0) + GREEN * image.sample(x, y, 1) + BLUE * image.sample(x, y, 2);
            }
            int i = (y * image.width() + x) * image.channels();
            return image.channels() == 1
                    ? bytes[i] & 0xff
                    : RED * (bytes[i] & 0xff) + GREEN * (bytes[i + 1] & 0xff) + BLUE * (bytes[i + 2] & 0xff);
        }
    }

    private static final class Sums {
        private int points;
        private double luminance;
        private double luminanceSquared;
        private double laplacian;
        private double laplacianSquared;

        void add(double y, double l) {
            points++;
            luminance += y;
            luminanceSquared += y * y;
            laplacian += l;
            laplacianSquared += l * l;
        }

        ImageQuality quality() {
            double mean = luminance / points;
            double variance = Math.max(0, luminanceSquared / points - mean * mean);
            double edges = Math.max(0, laplacianSquared / points - Math.pow(laplacian / points, 2));
            return new ImageQuality(
                    (float) mean, (float) Math.sqrt(variance), variance < FLAT ? 0 : (float) (edges / variance));
        }
    }
}
