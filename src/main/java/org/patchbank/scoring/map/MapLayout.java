package org.patchbank.scoring.map;

/**
 * How patch scores become a map: they are enlarged to this many pixels, smoothed there, and brought to the image's size.
 *
 * @param width of the enlarged scores in pixels: what the network sees of the image, all tiles together
 * @param height likewise
 * @param sigma of the smoothing in those pixels
 */
public record MapLayout(int width, int height, double sigma) {
    /** Sigma 4 at 224 pixels (PatchCore, Roth et al. 2022, section 3.3). */
    private static final double SIGMA_SHARE = 4 / 224.0;

    public MapLayout {
        if (width < 1 || height < 1 || !(sigma > 0)) {
            throw new IllegalArgumentException("no map of %d x %d with sigma %s".formatted(width, height, sigma));
        }
    }

    /** For an image that the network sees whole, as a square of this side. */
    public static MapLayout square(int inputSize) {
        return new MapLayout(inputSize, inputSize, SIGMA_SHARE * inputSize);
    }

    /**
     * For an image that the network sees in tiles: smoothed as each tile would be.
     *
     * @param inputSize side of the square that the network sees of a tile
     */
    public static MapLayout tiled(int width, int height, int inputSize) {
        return new MapLayout(width, height, SIGMA_SHARE * inputSize);
    }
}
