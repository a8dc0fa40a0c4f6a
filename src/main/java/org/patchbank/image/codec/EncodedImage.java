package org.patchbank.image.codec;

/**
 * A file whose header has been read, as it goes to its decoder.
 *
 * @param bytes what the decoder gets: the file, or the part of it that the picture needs
 * @param simple whether a JPEG is one that the JDK decodes fast and without touching grey values
 */
record EncodedImage(ImageFormat format, ImageHeader header, byte[] bytes, boolean simple) {
    /** @throws org.patchbank.platform.PatchbankException if the header cannot be used or the file is cut short */
    static EncodedImage read(ImageFormat format, byte[] bytes) {
        return switch (format) {
            case JPEG -> JpegFile.scan(bytes);
            case PNG -> PngHeader.read(bytes);
            case BMP -> whole(format, BmpHeader.read(bytes), bytes);
            case TIFF -> whole(format, TiffHeader.read(bytes), bytes);
            case WEBP -> whole(format, WebpHeader.read(bytes), bytes);
        };
    }

    private static EncodedImage whole(ImageFormat format, ImageHeader header, byte[] bytes) {
        return new EncodedImage(format, header, bytes, false);
    }
}
