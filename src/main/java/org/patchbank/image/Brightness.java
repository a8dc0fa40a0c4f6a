package org.patchbank.image;

/** A picture taken with more or less light. */
final class Brightness {
    private Brightness() {}

    /** @param factor of every sample; above white it is white */
    static PixelImage scaled(PixelImage image, double factor) {
        int length = image.width() * image.height() * image.channels();
        if (image.depth() == 8) {
            byte[] to = new byte[length];
            for (int i = 0; i < length; i++) {
                to[i] = (byte) Math.min(255, Math.round((image.samples8()[i] & 0xff) * factor));
            }
            return PixelImage.of8Bit(image.width(), image.height(), image.channels(), to);
        }
        short[] to = new short[length];
        for (int i = 0; i < length; i++) {
            to[i] = (short) Math.min(65535, Math.round((image.samples16()[i] & 0xffff) * factor));
        }
        return PixelImage.of16Bit(image.width(), image.height(), image.channels(), to);
    }
}
