package org.patchbank.image.codec;

/**
 * What an image may be before it is decoded.
 *
 * @param maxBytes of the encoded file
 * @param maxPixels width times height
 * @param maxPages images in one file (TIFF pages, animation frames)
 */
public record ImageLimits(long maxBytes, long maxPixels, int maxPages) {
    public static final ImageLimits DEFAULT = new ImageLimits(64L << 20, 100_000_000, 1);
}
