package org.patchbank.image;

/**
 * Resizes with antialiasing, first along rows, then along columns. 8-bit images are rounded to 8 bits after either pass,
 * bit for bit as Pillow's BILINEAR does, so that embeddings agree with those of Python tools. 16-bit images keep 16 bits.
 * Safe for concurrent use.
 */
public final class Resizer {
    private Resizer() {}

    /** @return an image of the same channels and depth; the same image if it has that size already */
    public static PixelImage resize(PixelImage image, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("cannot resize to %d x %d".formatted(width, height));
        }
        if (image.width() == width && image.height() == height) {
            return image;
        }
        return image.depth() == 8 ? resize8(image, width, height) : resize16(image, width, height);
    }

    private static PixelImage resize8(PixelImage image, int width, int height) {
        int channels = image.channels();
        int[] wide = image.width() == width
                ? Resize8.widened(image.samples8())
                : Resize8.rows(
                        image.samples8(),
                        image.width(),
                        image.height(),
                        channels,
                        ResizeTable.of(image.width(), width));
        int[] high = image.height() == height
                ? wide
                : Resize8.columns(wide, width * channels, ResizeTable.of(image.height(), height));
        return PixelImage.of8Bit(width, height, channels, Resize8.narrowed(high));
    }

    private static PixelImage resize16(PixelImage image, int width, int height) {
        int channels = image.channels();
        short[] wide = image.width() == width
                ? image.samples16()
                : Resize16.rows(
                        image.samples16(),
                        image.width(),
                        image.height(),
                        channels,
                        ResizeTable.of(image.width(), width));
        short[] high = image.height() == height
                ? wide
                : Resize16.columns(wide, width * channels, ResizeTable.of(image.height(), height));
        return PixelImage.of16Bit(width, height, channels, high);
    }
}
