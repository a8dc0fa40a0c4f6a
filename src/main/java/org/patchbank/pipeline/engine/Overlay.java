package org.patchbank.pipeline.engine;

import org.patchbank.image.PixelImage;
import org.patchbank.scoring.map.AnomalyMap;

/**
 * Pictures of an anomaly map, for people (the map as heat on the image) and for programs (the map as grey values). Both are drawn
 * relative to the limit, so pictures of one deployment compare.
 */
public final class Overlay {
    /** Heat begins at this share of the limit: below it lies what good parts do. */
    private static final float COLD = 0.7f;
    /** Full heat, as a share of the limit. */
    private static final float HOT = 1.6f;

    private static final float OPACITY = 0.8f;
    /** The darkest violets would look like shadow on the part. */
    private static final float DARKEST = 0.25f;

    private static final int[] OUTLINE = {0x2f, 0xf3, 0xff};
    private static final int WHITE_16 = 65535;

    private Overlay() {}

    /**
     * The image with the map as heat over it and an outline around what lies above the limit.
     *
     * @param map of the image's size
     * @param limit the limit that regions were found with; above 0
     * @return 8-bit red, green, blue
     */
    public static PixelImage draw(PixelImage image, AnomalyMap map, double limit) {
        requireSameSize(image, map);
        int width = image.width();
        byte[] samples = new byte[width * image.height() * 3];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                float heat = heat(map.at(x, y), limit);
                float opacity = OPACITY * smooth(heat);
                for (int channel = 0; channel < 3; channel++) {
                    float below = image.sample(x, y, image.channels() == 1 ? 0 : channel);
                    float above = Palette.sample(DARKEST + (1 - DARKEST) * heat, channel);
                    samples[(y * width + x) * 3 + channel] = (byte) Math.round(below + opacity * (above - below));
                }
            }
        }
        outline(map, limit, samples);
        return PixelImage.of8Bit(width, image.height(), 3, samples);
    }

    /**
     * The map as 16-bit grey: a value is {@code grey / 65535 * fullScale}; values above the full scale are white, below 0 black.
     *
     * @param fullScale the value of white, above 0
     */
    public static PixelImage grey16(AnomalyMap map, double fullScale) {
        if (!(fullScale > 0)) {
            throw new IllegalArgumentException("the full scale must be above 0, was " + fullScale);
        }
        float[] values = map.values();
        short[] samples = new short[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.max(0, Math.min(WHITE_16, Math.round(values[i] / fullScale * WHITE_16)));
        }
        return PixelImage.of16Bit(map.width(), map.height(), 1, samples);
    }

    private static float heat(float value, double limit) {
        float share = (float) (value / limit);
        return Math.max(0, Math.min(1, (share - COLD) / (HOT - COLD)));
    }

    private static float smooth(float t) {
        return t * t * (3 - 2 * t);
    }

    /** Paints the inner border of what is above the limit, thicker on larger images. */
    private static void outline(AnomalyMap map, double limit, byte[] samples) {
        int thickness = Math.max(1, Math.min(map.width(), map.height()) / 300);
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                if (map.at(x, y) > limit && isNearBorder(map, x, y, limit, thickness)) {
                    for (int channel = 0; channel < 3; channel++) {
                        samples[(y * map.width() + x) * 3 + channel] = (byte) OUTLINE[channel];
                    }
                }
            }
        }
    }

    private static boolean isNearBorder(AnomalyMap map, int x, int y, double limit, int thickness) {
        for (int step = 1; step <= thickness; step++) {
            if (!isAbove(map, x - step, y, limit)
                    || !isAbove(map, x + step, y, limit)
                    || !isAbove(map, x, y - step, limit)
                    || !isAbove(map, x, y + step, limit)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbove(AnomalyMap map, int x, int y, double limit) {
        return x >= 0 && y >= 0 && x < map.width() && y < map.height() && map.at(x, y) > limit;
    }

    private static void requireSameSize(PixelImage image, AnomalyMap map) {
        if (image.width() != map.width() || image.height() != map.height()) {
            throw new IllegalArgumentException("a map of %d x %d does not fit an image of %d x %d"
                    .formatted(map.width(), map.height(), image.width(), image.height()));
        }
    }
}
