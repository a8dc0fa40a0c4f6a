package org.patchbank.image.codec;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files made for tests. */
final class TestImages {
    static final int WIDTH = 48;
    static final int HEIGHT = 32;

    private TestImages() {}

    /** Smooth, so that lossy formats keep it nearly: red grows to the right, green downwards. */
    static BufferedImage colour(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, 0xff000000 | red(x) << 16 | green(y) << 8 | 90);
            }
        }
        return image;
    }

    static int red(int x) {
        return x * 5;
    }

    static int green(int y) {
        return y * 7;
    }

    /** Raw grey samples: {@code red(x)} at every row. */
    static BufferedImage grey() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.getRaster().setSample(x, y, 0, red(x));
            }
        }
        return image;
    }

    static byte[] write(BufferedImage image, String format) {
        return write(image, format, false);
    }

    static byte[] progressive(BufferedImage image) {
        return write(image, "jpeg", true);
    }

    private static byte[] write(BufferedImage image, String format, boolean progressive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format)
                .next();
        ImageWriteParam options = writer.getDefaultWriteParam();
        if (format.equals("jpeg")) {
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(0.98f);
            options.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        }
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** @param packing as Image I/O names it: {@code LZW}, say */
    static byte[] packedTiff(BufferedImage image, String packing, boolean tiled) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.imageio.")) {
            writer = writers.next();
        }
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionType(packing);
        if (tiled) {
            options.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            options.setTiling(16, 16, 0, 0);
        }
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG with an EXIF block that holds nothing but an orientation. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] tiff = exif(orientation);
        ByteBuffer marked = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
        marked.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
        marked.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(tiff).put(jpeg, 2, jpeg.length - 2);
        return marked.array();
    }

    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'I', 'I', 42, 0})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TiffDirectory.ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putInt(0)
                .array();
    }

    /** A PNG of any kind: {@code rows} are unpacked, each behind its filter byte. */
    static byte[] png(int width, int height, int bits, int colourType, byte[] rows, byte[]... chunks) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colourType)
                        .array()));
        for (byte[] chunk : chunks) {
            png.writeBytes(chunk);
        }
        png.writeBytes(chunk("IDAT", deflate(rows)));
        png.writeBytes(chunk("IEND"));
        return png.toByteArray();
    }

    static byte[] chunk(String name, byte... data) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** An uncompressed TIFF of one strip a page; fields beyond those every page needs come as (tag, value) pairs. */
    static byte[] tiff(int width, int height, int bits, int samples, byte[] strip, int pages, int... fields) {
        int entries = 9 + fields.length / 2;
        int directory = 2 + entries * 12 + 4;
        int start = 8 + pages * directory;
        ByteBuffer tiff = ByteBuffer.allocate(start + strip.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8);
        for (int page = 0; page < pages; page++) {
            tiff.putShort((short) entries);
            int[] values = {256, width, 257, height, 258, bits, 259, 1, 262, samples == 1 ? 1 : 2, 273, start};
            for (int i = 0; i < values.length; i += 2) {
                field(tiff, values[i], values[i + 1]);
            }
            for (int i = 0; i < fields.length; i += 2) {
                field(tiff, fields[i], fields[i + 1]);
            }
            field(tiff, 277, samples);
            field(tiff, 278, height);
            field(tiff, 279, strip.length);
            tiff.putInt(page + 1 < pages ? 8 + (page + 1) * directory : 0);
        }
        return tiff.put(strip).array();
    }

    private static void field(ByteBuffer tiff, int tag, int value) {
        tiff.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
    }

    /** The data of a packed text chunk that unpacks to this many bytes. */
    static byte[] packedZeros(int length) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(new byte[] {'a', 0, 0});
        try (DeflaterOutputStream packed = new DeflaterOutputStream(text)) {
            for (int i = 0; i < length; i += 1 << 16) {
                packed.write(new byte[1 << 16]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }
}
