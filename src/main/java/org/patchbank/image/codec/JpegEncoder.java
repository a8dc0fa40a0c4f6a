package org.patchbank.image.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.patchbank.image.PixelImage;

/** Writes JPEG, for pictures that only people look at. */
final class JpegEncoder {
    private static final float QUALITY = 0.85f;

    private JpegEncoder() {}

    /** 16-bit samples lose their lower half. */
    static byte[] encode(PixelImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture(image), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(PixelImage image) {
        boolean grey = image.channels() == 1;
        BufferedImage picture = new BufferedImage(
                image.width(), image.height(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        int channels = image.channels();
        int place = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int channel = channels - 1; channel >= 0; channel--) {
                    samples[place++] = (byte) Math.round(image.sample(x, y, channel));
                }
            }
        }
        return picture;
    }
}
