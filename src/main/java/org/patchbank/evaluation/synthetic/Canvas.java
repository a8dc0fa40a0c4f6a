package org.patchbank.evaluation.synthetic;

import org.patchbank.image.PixelImage;

/** A picture of 8 bits that is painted on. */
final class Canvas {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] samples;

    /** @param picture copied, brought to 8 bits */
    Canvas(PixelImage picture) {
        width = picture.width();
        height = picture.height();
        channels = picture.channels();
        samples = new byte[width * height * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    set(x, y, channel, picture.sample(x, y, channel));
                }
            }
        }
    }

    /** @param value 0 to 255; cut off outside */
    void set(int x, int y, int channel, double value) {
        samples[(y * width + x) * channels + channel] = (byte) Math.round(Math.max(0, Math.min(255, value)));
    }

    PixelImage picture() {
        return PixelImage.of8Bit(width, height, channels, samples);
    }
}
