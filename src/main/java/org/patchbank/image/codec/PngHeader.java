package org.patchbank.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.zip.CRC32;
import org.patchbank.image.ImageErrorCode;

/** PNG: chunks, each with a checksum, from IHDR to IEND. */
final class PngHeader {
    private static final int SIGNATURE = 8;
    /** Length, name and checksum. */
    private static final int FRAME = 12;

    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt", "iCCP");

    private PngHeader() {}

    static EncodedImage read(byte[] bytes) {
        ByteView view = new ByteView(bytes, ByteOrder.BIG_ENDIAN);
        if (!view.tag(SIGNATURE + 4).equals("IHDR")) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The PNG file does not begin with its header chunk");
        }
        int frames = 1;
        int orientation = 1;
        boolean texts = false;
        String chunk = "";
        for (long at = SIGNATURE; !chunk.equals("IEND"); ) {
            long length = view.u32(at);
            requireWhole(view, at, length);
            chunk = view.tag(at + 4);
            requireSound(bytes, view, at, length, chunk);
            if (chunk.equals("acTL")) {
                frames = (int) Math.min(Integer.MAX_VALUE, Math.max(1, view.u32(at + 8)));
            } else if (TEXTS.contains(chunk)) {
                texts = true;
            } else if (chunk.equals("eXIf")) {
                orientation = TiffDirectory.exifOrientation(bytes, (int) at + 8, (int) length);
            }
            at += length + FRAME;
        }
        ImageHeader header = new ImageHeader(view.u32(16), view.u32(20), frames, orientation);
        return new EncodedImage(ImageFormat.PNG, header, texts ? withoutTexts(bytes, view) : bytes, false);
    }

    /** A few bytes of packed text can stand for gigabytes, and the decoder of palettes unpacks them. */
    private static byte[] withoutTexts(byte[] bytes, ByteView view) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        plain.write(bytes, 0, SIGNATURE);
        String chunk = "";
        for (int at = SIGNATURE; !chunk.equals("IEND"); ) {
            int whole = (int) view.u32(at) + FRAME;
            chunk = view.tag(at + 4);
            if (!TEXTS.contains(chunk)) {
                plain.write(bytes, at, whole);
            }
            at += whole;
        }
        return plain.toByteArray();
    }

    private static void requireWhole(ByteView view, long at, long length) {
        if (!view.holds(at, length + FRAME)) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error(
                    "The PNG file ends after %d bytes, before its end chunk".formatted(view.length()));
        }
    }

    private static void requireSound(byte[] bytes, ByteView view, long at, long length, String chunk) {
        CRC32 crc = new CRC32();
        crc.update(bytes, (int) at + 4, (int) length + 4);
        if (crc.getValue() != view.u32(at + 8 + length)) {
            throw ImageErrorCode.IMAGE_CORRUPT.error(
                    "The checksum of the PNG file's %s chunk at byte %d is wrong".formatted(chunk, at));
        }
    }
}
