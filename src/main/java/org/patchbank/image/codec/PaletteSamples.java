package org.patchbank.image.codec;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.patchbank.image.PixelImage;

/** Pictures of up to 256 colours, and grey of fewer than 8 bits, which Java also keeps as a palette. */
final class PaletteSamples {
    private PaletteSamples() {}

    /** One channel if every colour of the palette is a grey. */
    static PixelImage of(Raster raster, IndexColorModel palette) {
        byte[] colours = colours(palette);
        int channels = grey(colours) ? 1 : 3;
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] samples = new byte[width * height * channels];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                int colour = Math.min(row[x], palette.getMapSize() - 1) * 3;
                System.arraycopy(colours, colour, samples, (y * width + x) * channels, channels);
            }
        }
        return PixelImage.of8Bit(width, height, channels, samples);
    }

    /** Red, green and blue of a packed colour with alpha, laid on white. */
    static void put(int argb, byte[] target, int at) {
        int opacity = argb >>> 24;
        for (int c = 0; c < 3; c++) {
            target[at + c] = (byte) Samples.onWhite(argb >> (16 - 8 * c) & 0xff, opacity, false, 0xff);
        }
    }

    private static byte[] colours(IndexColorModel palette) {
        byte[] colours = new byte[palette.getMapSize() * 3];
        for (int i = 0; i < palette.getMapSize(); i++) {
            put(palette.getRGB(i), colours, i * 3);
        }
        return colours;
    }

    private static boolean grey(byte[] colours) {
        for (int i = 0; i < colours.length; i += 3) {
            if (colours[i] != colours[i + 1] || colours[i] != colours[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
