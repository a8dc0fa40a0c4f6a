package org.patchbank.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small pictures of a plate with two holes, each a little different; a defective one has a scratch. */
public final class TestImages {
    private TestImages() {}

    /** A PNG of a good part; the same seed gives the same bytes. */
    public static byte[] good(long seed) {
        return png(plate(seed));
    }

    /** A PNG of a part with a scratch across it. */
    public static byte[] scratched(long seed) {
        BufferedImage image = plate(seed);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.BLACK);
        g.fillRect(20, 60, 90, 6);
        g.dispose();
        return png(image);
    }

    private static BufferedImage plate(long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int shade = 150 + random.nextInt(12);
        g.setColor(new Color(shade, shade, shade + 4));
        g.fillRect(0, 0, 128, 128);
        g.setColor(new Color(60, 62, 66));
        g.fillOval(24 + random.nextInt(3), 48 + random.nextInt(3), 24, 24);
        g.fillOval(80 + random.nextInt(3), 48 + random.nextInt(3), 24, 24);
        g.dispose();
        for (int i = 0; i < 400; i++) {
            image.setRGB(random.nextInt(128), random.nextInt(128), new Color(shade, shade, shade).getRGB());
        }
        return image;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same picture as JPEG. @param quality from 0 to 1 */
    public static byte[] jpeg(byte[] image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(ImageIO.read(new ByteArrayInputStream(image)), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
