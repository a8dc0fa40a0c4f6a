package org.patchbank.image;

/**
 * What a file says of itself before it is decoded. Each format's reader also makes sure that the file is not cut short.
 *
 * @param width of the stored picture, before it is turned upright
 * @param height of the stored picture
 * @param pages pictures or frames in the file
 * @param orientation 1 to 8, as EXIF counts them
 */
record ImageHeader(long width, long height, int pages, int orientation) {
    static ImageHeader read(ImageFormat format, byte[] bytes) {
        return switch (format) {
            case JPEG -> JpegFile.scan(bytes).header();
            case PNG -> PngHeader.read(bytes);
            case BMP -> BmpHeader.read(bytes);
            case TIFF -> TiffHeader.read(bytes);
            case WEBP -> WebpHeader.read(bytes);
        };
    }
}
