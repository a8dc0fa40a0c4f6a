package org.patchbank.image;

/** Decodes image files within limits. Safe for concurrent use. */
public final class ImageDecoder {
    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /** @throws org.patchbank.platform.PatchbankException with an {@code ImageErrorCode} if the bytes cannot be used */
    public PixelImage decode(byte[] bytes) {
        throw new UnsupportedOperationException(limits + " " + bytes.length);
    }
}
