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
        PixelImage wide = image.width() == width ? image : alongRows(image, width);
        return wide.height() == height ? wide : alongColumns(wide, height);
    }

    private static PixelImage alongRows(PixelImage image, int width) {
        ResizeTable table = ResizeTable.of(image.width(), width);
        int channels = image.channels();
        int height = image.height();
        if (image.depth() == 16) {
            short[] target = new short[width * height * channels];
            Resize16.rows(image.samples16(), image.width(), height, channels, table, target);
            return PixelImage.of16Bit(width, height, channels, target);
        }
        byte[] target = new byte[width * height * channels];
        if (channels == 1) {
            Resize8.greyRows(image.samples8(), image.width(), height, table, target);
        } else {
            Resize8.colourRows(image.samples8(), image.width(), height, table, target);
        }
        return PixelImage.of8Bit(width, height, channels, target);
    }

    private static PixelImage alongColumns(PixelImage image, int height) {
        ResizeTable table = ResizeTable.of(image.height(), height);
        int rowLength = image.width() * image.channels();
        if (image.depth() == 16) {
            short[] target = new short[rowLength * height];
            Resize16.columns(image.samples16(), rowLength, table, target);
            return PixelImage.of16Bit(image.width(), height, image.channels(), target);
        }
        byte[] target = new byte[rowLength * height];
        Resize8.columns(image.samples8(), rowLength, table, target);
        return PixelImage.of8Bit(image.width(), height, image.channels(), target);
    }
}
