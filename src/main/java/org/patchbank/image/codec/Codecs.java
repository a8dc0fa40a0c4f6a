package org.patchbank.image.codec;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.patchbank.image.ImageErrorCode;

/** The Image I/O readers behind the decoder, chosen by us and not by whichever plug-in happens to be found first. */
final class Codecs {
    private static final ImageReaderSpi JPEG = register(new JPEGImageReaderSpi());
    private static final ImageReaderSpi TIFF = register(new TIFFImageReaderSpi());
    private static final ImageReaderSpi BMP = register(new BMPImageReaderSpi());
    private static final ImageReaderSpi WEBP = register(new WebPImageReaderSpi());
    private static final ImageReaderSpi PLAIN_JPEG = builtIn("jpeg");
    private static final ImageReaderSpi PNG = builtIn("png");

    static {
        // Pictures are in memory already; a cache file would only cost time.
        ImageIO.setUseCache(false);
    }

    private Codecs() {}

    /** @throws org.patchbank.platform.PatchbankException if the picture is damaged, even where the reader would carry on */
    static BufferedImage decode(EncodedImage encoded) {
        ImageReaderSpi codec = switch (encoded.format()) {
            case JPEG -> encoded.simple() ? PLAIN_JPEG : JPEG;
            case PNG -> PNG;
            case BMP -> BMP;
            case TIFF -> TIFF;
            case WEBP -> WEBP;
        };
        return read(codec, encoded.format(), encoded.bytes(), encoded.header());
    }

    private static BufferedImage read(ImageReaderSpi codec, ImageFormat format, byte[] bytes, ImageHeader header) {
        DamageListener damage = new DamageListener();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = codec.createReaderInstance();
            try {
                reader.setInput(input, true, true);
                reader.addIIOReadWarningListener(damage);
                requireSize(reader, format, header);
                BufferedImage image = reader.read(0, null);
                damage.refuse(format);
                return image;
            } finally {
                reader.dispose();
            }
        } catch (EOFException e) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error(
                    "The %s file ends inside its picture".formatted(format.label()), e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof org.patchbank.platform.PatchbankException known) {
                throw known;
            }
            throw ImageErrorCode.IMAGE_CORRUPT.error(
                    "The %s file cannot be decoded: %s".formatted(format.label(), e.getMessage()), e);
        }
    }

    /** Limits were checked against our reading of the header; a reader that sees another size must not get further. */
    private static void requireSize(ImageReader reader, ImageFormat format, ImageHeader header) throws IOException {
        if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The %s file states two sizes: %d x %d and %d x %d"
                    .formatted(
                            format.label(), header.width(), header.height(), reader.getWidth(0), reader.getHeight(0)));
        }
    }

    /** By hand, because the search through class loaders depends on the calling thread. */
    private static <T extends ImageReaderSpi> T register(T codec) {
        IIORegistry.getDefaultInstance().registerServiceProvider(codec, ImageReaderSpi.class);
        return codec;
    }

    private static ImageReaderSpi builtIn(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReaderSpi codec = readers.next().getOriginatingProvider();
            if (codec.getClass().getName().startsWith("com.sun.imageio.")) {
                return codec;
            }
        }
        throw new IllegalStateException(
                "This Java has no reader for " + format + "; its module java.desktop is missing");
    }
}
