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

    /** Bits a sample: 8 or 16. */
    public int depth() {
        return samples8 != null ? 8 : 16;
    }

    /** A sample on the scale 0 to 255, whatever its depth. */
    public float sample(int x, int y, int channel) {
        int i = (y * width + x) * channels + channel;
        return samples8 != null ? samples8[i] & 0xff : (samples16[i] & 0xffff) / 257f;
    }

    /** The samples of an 8-bit image, [height, width, channels]; read only by convention, for speed. */
    public byte[] samples8() {
        if (samples8 == null) {
            throw new IllegalStateException("the image has 16 bits a sample");
        }
        return samples8;
    }

    /** The samples of a 16-bit image, [height, width, channels]; read only by convention, for speed. */
    public short[] samples16() {
        if (samples16 == null) {
            throw new IllegalStateException("the image has 8 bits a sample");
        }
        return samples16;
    }

    /** A copy of a part. */
    public PixelImage crop(Window window) {
        if (window.x() + window.width() > width || window.y() + window.height() > height) {
            throw new IllegalArgumentException("%s reaches beyond %d x %d".formatted(window, width, height));
        }
        Object from = samples8 != null ? samples8 : samples16;
        int row = window.width() * channels;
        byte[] to8 = samples8 != null ? new byte[row * window.height()] : null;
        short[] to16 = samples16 != null ? new short[row * window.height()] : null;
        Object to = to8 != null ? to8 : to16;
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(from, ((window.y() + y) * width + window.x()) * channels, to, y * row, row);
        }
        return new PixelImage(window.width(), window.height(), channels, to8, to16);
    }

    /** A new image whose pixel {@code i} is this image's pixel {@code source[i]}. */
    PixelImage rearranged(int newWidth, int newHeight, int[] source) {
        Object from = samples8 != null ? samples8 : samples16;
        byte[] to8 = samples8 != null ? new byte[source.length * channels] : null;
        short[] to16 = samples16 != null ? new short[source.length * channels] : null;
        Object to = to8 != null ? to8 : to16;
        for (int i = 0; i < source.length; i++) {
            System.arraycopy(from, source[i] * channels, to, i * channels, channels);
        }
        return new PixelImage(newWidth, newHeight, channels, to8, to16);
    }
}
