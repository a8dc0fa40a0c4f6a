package org.patchbank.image;

/** A decoded, upright image in sRGB or grey: interleaved samples, row by row. Not changed after it is made. */
public final class PixelImage {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] samples8;
    private final short[] samples16;

    private PixelImage(int width, int height, int channels, byte[] samples8, short[] samples16) {
        int length = samples8 != null ? samples8.length : samples16.length;
        if (width < 1 || height < 1 || (channels != 1 && channels != 3) || length != width * height * channels) {
            throw new IllegalArgumentException(
                    "%d x %d with %d channels does not fit %d samples".formatted(width, height, channels, length));
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.samples8 = samples8;
        this.samples16 = samples16;
    }

    /** @param samples unsigned 8-bit samples [height, width, channels]; kept, not copied */
    public static PixelImage of8Bit(int width, int height, int channels, byte[] samples) {
        return new PixelImage(width, height, channels, samples, null);
    }

    /** @param samples unsigned 16-bit samples [height, width, channels]; kept, not copied */
    public static PixelImage of16Bit(int width, int height, int channels, short[] samples) {
        return new PixelImage(width, height, channels, null, samples);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** 1 for grey, 3 for red, green, blue. */
    public int channels() {
        return channels;
    }

    /** A sample on the scale 0 to 255, whatever its depth. */
    public float sample(int x, int y, int channel) {
        int i = (y * width + x) * channels + channel;
        return samples8 != null ? samples8[i] & 0xff : (samples16[i] & 0xffff) / 257f;
    }
}
