package org.patchbank.image.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The file formats that are read, told apart by their first bytes. */
public enum ImageFormat {
    JPEG("JPEG", List.of("image/jpeg", "image/jpg", "image/pjpeg"), List.of("jpg", "jpeg", "jpe", "jfif")),
    PNG("PNG", List.of("image/png", "image/x-png", "image/apng"), List.of("png", "apng")),
    BMP("BMP", List.of("image/bmp", "image/x-bmp", "image/x-ms-bmp"), List.of("bmp", "dib")),
    TIFF("TIFF", List.of("image/tiff", "image/x-tiff"), List.of("tif", "tiff")),
    WEBP("WebP", List.of("image/webp"), List.of("webp"));

    private final String label;
    private final List<String> contentTypes;
    private final List<String> extensions;

    ImageFormat(String label, List<String> contentTypes, List<String> extensions) {
        this.label = label;
        this.contentTypes = contentTypes;
        this.extensions = extensions;
    }

    public String label() {
        return label;
    }

    /** The registered media type, such as {@code image/png}. */
    public String contentType() {
        return contentTypes.get(0);
    }

    /** Usual extension, without the dot. */
    public String extension() {
        return extensions.get(0);
    }

    /** The format of these bytes, whatever their name; empty if it is none of these. */
    public static Optional<ImageFormat> sniff(byte[] bytes) {
        if (starts(bytes, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (starts(bytes, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of(PNG);
        }
        if (starts(bytes, 0, 'I', 'I', 42, 0) || starts(bytes, 0, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        return starts(bytes, 0, 'B', 'M') ? Optional.of(BMP) : Optional.empty();
    }

    /** The format that a file name or a content type claims; empty if it claims none of these. */
    public static Optional<ImageFormat> declared(String nameOrContentType) {
        String text = nameOrContentType.toLowerCase(Locale.ROOT).strip();
        String type = text.split(";", 2)[0].strip();
        String extension = text.substring(text.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(f -> f.contentTypes.contains(type) || (text.contains(".") && f.extensions.contains(extension)))
                .findFirst();
    }

    /** What bytes of no known format seem to be, for a message. */
    static String guess(byte[] bytes) {
        if (starts(bytes, 0, 'G', 'I', 'F', '8')) {
            return "a GIF";
        }
        if (starts(bytes, 0, '%', 'P', 'D', 'F')) {
            return "a PDF document";
        }
        if (starts(bytes, 0, 'P', 'K', 3, 4)) {
            return "a ZIP archive";
        }
        if (starts(bytes, 0, 'I', 'I', 43, 0) || starts(bytes, 0, 'M', 'M', 0, 43)) {
            return "a BigTIFF";
        }
        if (starts(bytes, 4, 'f', 't', 'y', 'p')) {
            return "a HEIC, AVIF or video file";
        }
        int shown = Math.min(bytes.length, 4);
        String hex = java.util.HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown);
        return looksLikeText(bytes) ? "text" : "of no known format (it begins with " + hex + ")";
    }

    private static boolean looksLikeText(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        return head.chars().allMatch(c -> c >= ' ' && c < 127 || Character.isWhitespace(c));
    }

    private static boolean starts(byte[] bytes, int offset, int... magic) {
        if (bytes.length < offset + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[offset + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
