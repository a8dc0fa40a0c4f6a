package org.patchbank.image.codec;

import java.nio.ByteOrder;
import org.patchbank.image.ImageErrorCode;

/** WebP: a RIFF file whose first chunk tells simple lossy (VP8), lossless (VP8L) and extended (VP8X) pictures apart. */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int DATA = FIRST_CHUNK + 8;
    private static final int ANIMATED = 0x02;

    private WebpHeader() {}

    static ImageHeader read(byte[] bytes) {
        ByteView view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN);
        if (view.u32(4) + 8 > bytes.length) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error(
                    "The WebP file has %d of its %d bytes".formatted(bytes.length, view.u32(4) + 8));
        }
        String kind = view.tag(FIRST_CHUNK);
        return switch (kind) {
            case "VP8 " -> new ImageHeader(view.u16(DATA + 6) & 0x3fff, view.u16(DATA + 8) & 0x3fff, 1, 1);
            case "VP8L" -> lossless(view.u32(DATA + 1));
            case "VP8X" -> extended(bytes, view);
            default ->
                throw ImageErrorCode.IMAGE_CORRUPT.error(
                        "The WebP file begins with the unknown chunk \"%s\"".formatted(kind));
        };
    }

    private static ImageHeader lossless(long bits) {
        return new ImageHeader((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 1, 1);
    }

    private static ImageHeader extended(byte[] bytes, ByteView view) {
        long width = (view.u32(DATA + 4) & 0xffffff) + 1;
        long height = (view.u32(DATA + 6) >> 8) + 1;
        int frames = 0;
        int orientation = 1;
        for (long at = FIRST_CHUNK; view.holds(at, 8); ) {
            long length = view.u32(at + 4);
            String chunk = view.tag(at);
            if (chunk.equals("ANMF")) {
                frames++;
            } else if (chunk.equals("EXIF") && view.holds(at + 8, length)) {
                orientation = exif(bytes, (int) at + 8, (int) length);
            }
            at += 8 + length + (length & 1);
        }
        boolean animated = (view.u8(DATA) & ANIMATED) != 0;
        return new ImageHeader(width, height, animated ? Math.max(2, frames) : 1, orientation);
    }

    /** Some writers put JPEG's marker before the block. */
    private static int exif(byte[] bytes, int start, int length) {
        int skip = length > JpegFile.EXIF_MARK && bytes[start] == 'E' ? JpegFile.EXIF_MARK : 0;
        return TiffDirectory.exifOrientation(bytes, start + skip, length - skip);
    }
}
