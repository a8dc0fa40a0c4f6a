package org.patchbank.evaluation.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.patchbank.image.PixelImage;

/** Makes images small enough to look at in numbers. */
public final class ReportPictures {
    private ReportPictures() {}

    /**
     * An 8-bit JPEG.
     *
     * @param quality 0 to 1
     */
    public static byte[] jpeg(PixelImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(quality);
            writer.write(null, new IIOImage(buffered(image), null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The image made to fit a square of {@code side} pixels, each pixel the mean of those it covers; never enlarged. */
    public static PixelImage thumbnail(PixelImage image, int side) {
        double factor = Math.max(1, (double) Math.max(image.width(), image.height()) / side);
        int width = (int) Math.max(1, Math.round(image.width() / factor));
        int height = (int) Math.max(1, Math.round(image.height() / factor));
        byte[] samples = new byte[width * height * image.channels()];
        int next = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < image.channels(); channel++) {
                    samples[next++] = (byte) Math.round(mean(image, x, y, channel, width, height));
                }
            }
        }
        return PixelImage.of8Bit(width, height, image.channels(), samples);
    }

    private static float mean(PixelImage image, int x, int y, int channel, int width, int height) {
        int left = x * image.width() / width;
        int right = Math.max(left + 1, (x + 1) * image.width() / width);
        int top = y * image.height() / height;
        int bottom = Math.max(top + 1, (y + 1) * image.height() / height);
        float sum = 0;
        for (int sy = top; sy < bottom; sy++) {
            for (int sx = left; sx < right; sx++) {
                sum += image.sample(sx, sy, channel);
            }
        }
        return sum / (right - left) / (bottom - top);
    }

    private static BufferedImage buffered(PixelImage image) {
        ColorSpace space = ColorSpace.getInstance(image.channels() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ColorModel model = new ComponentColorModel(space, false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(image.width(), image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int channel = 0; channel < image.channels(); channel++) {
                    raster.setSample(x, y, channel, Math.round(image.sample(x, y, channel)));
                }
            }
        }
        return new BufferedImage(model, raster, false, null);
    }
}
