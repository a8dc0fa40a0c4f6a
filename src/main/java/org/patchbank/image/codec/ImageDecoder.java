package org.patchbank.image.codec;

import org.patchbank.image.ImageErrorCode;
import org.patchbank.image.Orientation;
import org.patchbank.image.PixelImage;

/**
 * Decodes image files within limits: size, pixels and pages are read and checked before anything is decoded. The
 * format is told by the first bytes. The result is upright, grey stays one channel, 16 bits stay 16 bits, transparent
 * pixels are laid on white, and embedded colour profiles are ignored except in CMYK pictures. Damaged files are
 * refused, also where a viewer would show part of them. Safe for concurrent use.
 */
public final class ImageDecoder {
    /** Three channels of this many pixels still fit one Java array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;

    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /** @throws org.patchbank.platform.PatchbankException with an {@link ImageErrorCode} if the bytes cannot be used */
    public PixelImage decode(byte[] bytes) {
        return decode(bytes, null);
    }

    /**
     * As {@link #decode(byte[])}, and refuses bytes of another format than their label says.
     *
     * @param label file name or content type; one that names no image format, or null, claims nothing
     */
    public PixelImage decode(byte[] bytes, String label) {
        ImageFormat format = format(bytes, label);
        try {
            EncodedImage encoded = EncodedImage.read(format, bytes);
            requireWithinLimits(format, encoded.header());
            return Orientation.upright(
                    Samples.of(Codecs.decode(encoded)), encoded.header().orientation());
        } catch (OutOfMemoryError e) {
            // A few bytes may state as many pixels as the limit allows; nothing but this picture was being made.
            throw ImageErrorCode.IMAGE_TOO_MANY_PIXELS.error(
                    "The %s file needs more memory than there is now".formatted(format.label()), e);
        } catch (StackOverflowError e) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The %s file nests too deeply".formatted(format.label()), e);
        }
    }

    private ImageFormat format(byte[] bytes, String label) {
        if (bytes.length == 0) {
            throw ImageErrorCode.IMAGE_EMPTY.error("The image has no bytes");
        }
        if (bytes.length > limits.maxBytes()) {
            throw ImageErrorCode.IMAGE_TOO_MANY_BYTES.error(
                    "The image has %,d bytes, the limit is %,d".formatted(bytes.length, limits.maxBytes()));
        }
        ImageFormat format = ImageFormat.sniff(bytes)
                .orElseThrow(() -> ImageErrorCode.IMAGE_UNKNOWN_FORMAT.error(
                        "The file is no image that can be read: it is " + ImageFormat.guess(bytes)));
        ImageFormat declared =
                label == null ? format : ImageFormat.declared(label).orElse(format);
        if (declared != format) {
            throw ImageErrorCode.IMAGE_MISLABELLED.error(
                    "\"%s\" says %s, but the file is %s".formatted(label, declared.label(), format.label()));
        }
        return format;
    }

    private void requireWithinLimits(ImageFormat format, ImageHeader header) {
        if (header.width() < 1 || header.height() < 1) {
            throw ImageErrorCode.IMAGE_CORRUPT.error(
                    "The %s file states the size %d x %d".formatted(format.label(), header.width(), header.height()));
        }
        // Sizes fit 32 bits, so the product fits 64 once each is known to be below the limit.
        long most = Math.min(limits.maxPixels(), MOST_PIXELS);
        if (header.width() > most || header.height() > most || header.width() * header.height() > most) {
            throw ImageErrorCode.IMAGE_TOO_MANY_PIXELS.error(
                    "The %s file states %d x %d pixels, the limit is %,d in all"
                            .formatted(format.label(), header.width(), header.height(), most));
        }
        if (header.pages() > limits.maxPages()) {
            throw ImageErrorCode.IMAGE_MANY_PAGES.error("The %s file holds %d pages or frames, the limit is %d"
                    .formatted(format.label(), header.pages(), limits.maxPages()));
        }
    }
}
