package org.patchbank.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.patchbank.image.ImageErrorCode;

/**
 * JPEG: segments between markers. One pass over the bytes finds size, orientation and the end, and the parts that decoding does not
 * need.
 */
final class JpegFile {
    /** Length of the mark before an EXIF block: {@code Exif} and two zero bytes. */
    static final int EXIF_MARK = 6;

    /** Real progressive pictures have about ten. Each passes over every pixel, so a small file could ask for days. */
    private static final int MOST_SCANS = 100;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int EXIF = 0xe1;

    private final byte[] bytes;
    private final ByteView view;
    /** Parts that decoding does not need: start and end of each, in order. */
    private final List<int[]> extras = new ArrayList<>();

    private long width;
    private long height;
    private int precision;
    private int components;
    private int process = -1;
    private int orientation = 1;
    private int scans;

    private JpegFile(byte[] bytes) {
        this.bytes = bytes;
        this.view = new ByteView(bytes, ByteOrder.BIG_ENDIAN);
    }

    /** @throws org.patchbank.platform.PatchbankException if the file ends before its end marker or holds no picture */
    static EncodedImage scan(byte[] bytes) {
        JpegFile file = new JpegFile(bytes);
        file.walk();
        if (file.process < 0) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The JPEG file holds no picture");
        }
        ImageHeader header = new ImageHeader(file.width, file.height, 1, file.orientation);
        boolean simple = file.simple();
        return new EncodedImage(ImageFormat.JPEG, header, simple ? file.withoutExtras() : bytes, simple);
    }

    /** Grey or three colours, 8 bits, baseline or progressive: what the JDK decodes fast and without touching grey values. */
    private boolean simple() {
        return precision == 8 && components != 4 && process <= 2;
    }

    /**
     * The same picture without profiles, EXIF, previews and comments: samples are taken as they are stored, as the
     * libraries that train backbones do, and a broken side note cannot stop the decoder.
     */
    private byte[] withoutExtras() {
        if (extras.isEmpty()) {
            return bytes;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        for (int[] extra : extras) {
            plain.write(bytes, from, extra[0] - from);
            from = extra[1];
        }
        plain.write(bytes, from, bytes.length - from);
        return plain.toByteArray();
    }

    private void walk() {
        int at = 2;
        while (true) {
            int skipped = at;
            at = nextMarker(at);
            leaveOut(skipped, at);
            int marker = bytes[at + 1] & 0xff;
            int end = at + 2;
            if (marker == END_OF_IMAGE) {
                leaveOut(at + 2, bytes.length);
                return;
            }
            if (!standsAlone(marker)) {
                end += view.u16(end);
                requireWhole(end);
                note(marker, at + 4, end);
            }
            if (marker == START_OF_SCAN) {
                requireFewScans();
                end = endOfScan(end);
            }
            if (!needed(marker)) {
                leaveOut(at, end);
            }
            at = end;
        }
    }

    private void leaveOut(int from, int to) {
        if (from < to) {
            extras.add(new int[] {from, to});
        }
    }

    private void requireFewScans() {
        if (++scans > MOST_SCANS) {
            throw ImageErrorCode.IMAGE_CORRUPT.error(
                    "The JPEG file passes over its picture more than %d times".formatted(MOST_SCANS));
        }
    }

    private void note(int marker, int start, int end) {
        if (isFrame(marker) && process < 0) {
            process = marker & 0x0f;
            precision = view.u8(start);
            height = view.u16(start + 1);
            width = view.u16(start + 3);
            components = view.u8(start + 5);
        } else if (marker == EXIF && end - start > EXIF_MARK && view.tag(start).equals("Exif")) {
            orientation = TiffDirectory.exifOrientation(bytes, start + EXIF_MARK, end - start - EXIF_MARK);
        }
    }

    /** Position of the next {@code ff xx} with xx a marker; bytes between segments are skipped, as decoders do. */
    private int nextMarker(int from) {
        int at = from;
        while (at + 1 < bytes.length
                && !(bytes[at] == (byte) 0xff && bytes[at + 1] != (byte) 0xff && bytes[at + 1] != 0)) {
            at++;
        }
        requireWhole(at + 2);
        return at;
    }

    /** Compressed data runs to the next marker that is neither a stuffed zero nor a restart. */
    private int endOfScan(int from) {
        for (int at = from; at + 1 < bytes.length; at++) {
            if (bytes[at] == (byte) 0xff) {
                int next = bytes[at + 1] & 0xff;
                if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
                    return at;
                }
            }
        }
        requireWhole(bytes.length + 1);
        return bytes.length;
    }

    private void requireWhole(int end) {
        if (end > bytes.length) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error(
                    "The JPEG file ends after %d bytes, before its end marker".formatted(bytes.length));
        }
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Of the application segments only JFIF (0) and Adobe (14) tell how colour is stored. */
    private static boolean needed(int marker) {
        boolean application = marker >= 0xe0 && marker <= 0xef;
        return marker != 0xfe && (!application || marker == 0xe0 || marker == 0xee);
    }
}
