package org.patchbank.pipeline.spec;

/**
 * Tiles of a large image, each of which the network sees for itself.
 *
 * @param size side of a tile in pixels of the image
 * @param overlap least common pixels of neighbouring tiles
 * @param bank whether all tiles are compared with the same, or each with what was learned at its own position
 */
public record TilesSpec(int size, int overlap, Bank bank) {
    /** One model for all tiles, or one for each tile position. */
    public enum Bank {
        SHARED,
        PER_POSITION
    }
}
