package org.patchbank.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.patchbank.image.PixelImage;

/**
 * Writes PNG files: grey or RGB, 8 or 16 bits a sample, none of them changed. The same image gives the same bytes.
 * Safe for concurrent use.
 */
public final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final byte GREY = 0;
    private static final byte RGB = 2;
    /** Each sample is stored as its difference from the one above. */
    private static final byte FILTER_UP = 2;

    private PngEncoder() {}

    public static byte[] encode(PixelImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header(image));
        chunk(png, "IDAT", deflated(filtered(image)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] header(PixelImage image) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(image.width())
                .putInt(image.height())
                .put((byte) image.depth())
                .put(image.channels() == 1 ? GREY : RGB)
                .array();
    }

    private static byte[] filtered(PixelImage image) {
        byte[] samples = image.depth() == 8 ? image.samples8() : bigEndian(image.samples16());
        int row = samples.length / image.height();
        byte[] filtered = new byte[samples.length + image.height()];
        for (int y = 0; y < image.height(); y++) {
            int to = y * (row + 1);
            filtered[to] = FILTER_UP;
            System.arraycopy(samples, y * row, filtered, to + 1, row);
            for (int i = 0; y > 0 && i < row; i++) {
                filtered[to + 1 + i] -= samples[(y - 1) * row + i];
            }
        }
        return filtered;
    }

    private static byte[] bigEndian(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
            byte[] part = new byte[1 << 14];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] data) {
        byte[] tag = name.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(tag);
        crc.update(data);
        png.writeBytes(number(data.length));
        png.writeBytes(tag);
        png.writeBytes(data);
        png.writeBytes(number((int) crc.getValue()));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
