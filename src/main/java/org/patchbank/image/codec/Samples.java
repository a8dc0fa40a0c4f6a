package org.patchbank.image.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.patchbank.image.ImageErrorCode;
import org.patchbank.image.PixelImage;

/**
 * Takes the stored samples out of a decoded picture. Java's own conversions are avoided: its grey colour space is
 * linear, so they would change grey values. Transparent pixels are laid on white.
 */
final class Samples {
    private static final int WHITE_8 = 0xff;
    private static final int WHITE_16 = 0xffff;

    private Samples() {}

    static PixelImage of(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return PaletteSamples.of(image.getRaster(), palette);
        }
        int type = image.getRaster().getTransferType();
        boolean whole = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        int channels = colours.getNumColorComponents();
        if (colours instanceof ComponentColorModel && whole && channels != 4) {
            return type == DataBuffer.TYPE_BYTE ? bytes(image, channels) : shorts(image, channels);
        }
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE || type == DataBuffer.TYPE_SHORT) {
            throw ImageErrorCode.IMAGE_UNSUPPORTED.error("The image has floating-point or signed samples");
        }
        if (colours instanceof ComponentColorModel && type == DataBuffer.TYPE_INT) {
            throw ImageErrorCode.IMAGE_UNSUPPORTED.error("The image has 32 bits a sample");
        }
        return converted(image);
    }

    private static PixelImage bytes(BufferedImage image, int channels) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int height = raster.getHeight();
        boolean alpha = image.getColorModel().hasAlpha();
        byte[] stored = packed(raster) ? ((DataBufferByte) raster.getDataBuffer()).getData() : null;
        if (stored != null && !alpha && inOrder(raster, channels) && stored.length == width * height * channels) {
            return PixelImage.of8Bit(width, height, channels, stored);
        }
        byte[] samples = new byte[width * height * channels];
        boolean premultiplied = image.isAlphaPremultiplied();
        int[] row = new int[width * raster.getNumBands()];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            flatten(row, raster.getNumBands(), channels, alpha, premultiplied, WHITE_8);
            for (int i = 0; i < width * channels; i++) {
                samples[y * width * channels + i] = (byte) row[i];
            }
        }
        return PixelImage.of8Bit(width, height, channels, samples);
    }

    private static PixelImage shorts(BufferedImage image, int channels) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int height = raster.getHeight();
        boolean alpha = image.getColorModel().hasAlpha();
        short[] stored = packed(raster) ? ((DataBufferUShort) raster.getDataBuffer()).getData() : null;
        if (stored != null && !alpha && inOrder(raster, channels) && stored.length == width * height * channels) {
            return PixelImage.of16Bit(width, height, channels, stored);
        }
        short[] samples = new short[width * height * channels];
        boolean premultiplied = image.isAlphaPremultiplied();
        int[] row = new int[width * raster.getNumBands()];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            flatten(row, raster.getNumBands(), channels, alpha, premultiplied, WHITE_16);
            for (int i = 0; i < width * channels; i++) {
                samples[y * width * channels + i] = (short) row[i];
            }
        }
        return PixelImage.of16Bit(width, height, channels, samples);
    }

    /** Moves {@code channels} of every {@code bands} samples to the front of the row, laid on white where transparent. */
    private static void flatten(int[] row, int bands, int channels, boolean alpha, boolean premultiplied, int white) {
        int pixels = row.length / bands;
        for (int p = 0; p < pixels; p++) {
            int opacity = alpha ? row[p * bands + bands - 1] : white;
            for (int c = 0; c < channels; c++) {
                row[p * channels + c] = onWhite(row[p * bands + c], opacity, premultiplied, white);
            }
        }
    }

    static int onWhite(int sample, int opacity, boolean premultiplied, int white) {
        if (opacity == white) {
            return sample;
        }
        long colour = premultiplied ? (long) sample * white : (long) sample * opacity;
        return (int) Math.min(white, (colour + (long) (white - opacity) * white + white / 2) / white);
    }

    private static boolean packed(Raster raster) {
        return raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer().getNumBanks() == 1
                && raster.getDataBuffer().getOffset() == 0
                && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0;
    }

    private static boolean inOrder(Raster raster, int channels) {
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
        int[] offsets = model.getBandOffsets();
        for (int c = 0; c < offsets.length; c++) {
            if (offsets[c] != c) {
                return false;
            }
        }
        return offsets.length == channels && model.getScanlineStride() == raster.getWidth() * channels;
    }

    /** Packed pixels and colour spaces other than RGB and grey, by Java's conversion to sRGB. */
    private static PixelImage converted(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] samples = new byte[width * height * 3];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                PaletteSamples.put(row[x], samples, (y * width + x) * 3);
            }
        }
        return PixelImage.of8Bit(width, height, 3, samples);
    }
}
