package org.patchbank.ingest;

/** Content types of image files, told by their first bytes. */
final class ImageTypes {
    private ImageTypes() {}

    static String of(byte[] bytes) {
        if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (startsWith(bytes, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        if (startsWith(bytes, 'B', 'M')) {
            return "image/bmp";
        }
        if (startsWith(bytes, 'R', 'I', 'F', 'F')) {
            return "image/webp";
        }
        if (startsWith(bytes, 'I', 'I') || startsWith(bytes, 'M', 'M')) {
            return "image/tiff";
        }
        return "application/octet-stream";
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
