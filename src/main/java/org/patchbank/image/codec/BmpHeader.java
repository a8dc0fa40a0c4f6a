package org.patchbank.image.codec;

import java.nio.ByteOrder;
import org.patchbank.image.ImageErrorCode;

/** BMP: a fixed header, then rows padded to four bytes. */
final class BmpHeader {
    private static final int CORE = 12;

    private BmpHeader() {}

    static ImageHeader read(byte[] bytes) {
        ByteView view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN);
        boolean core = view.u32(14) == CORE;
        long width = core ? view.u16(18) : view.i32(18);
        // A negative height says that the rows run downwards.
        long height = core ? view.u16(20) : Math.abs((long) view.i32(22));
        int bits = view.u16(core ? 24 : 28);
        long compression = core ? 0 : view.u32(30);
        boolean packed = compression == 0 || compression == 3;
        if (packed && width > 0) {
            requireWhole(bytes.length, view.u32(10), (width * bits + 31) / 32 * 4, height);
        }
        return new ImageHeader(width, height, 1, 1);
    }

    private static void requireWhole(long length, long start, long rowBytes, long height) {
        if (start + rowBytes * height > length) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error(
                    "The BMP file has %d bytes, its picture needs %d".formatted(length, start + rowBytes * height));
        }
    }
}
