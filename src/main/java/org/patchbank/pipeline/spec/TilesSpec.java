package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Tiles of a large image, each of which the network sees for itself.
 *
 * @param size side of a tile in pixels of the image
 * @param overlap least common pixels of neighbouring tiles; an eighth of the size by default
 * @param bank whether all tiles are compared with the same, or each with what was learned at its own position
 */
public record TilesSpec(
        @Min(DetectorSpec.SMALLEST) @Max(8192) Integer size,
        @Min(0) @Max(8191) Integer overlap,
        Bank bank) implements Checked {
    /** One model for all tiles, or one for each tile position. */
    public enum Bank {
        SHARED,
        PER_POSITION
    }

    public TilesSpec {
        size = requireNonNullElse(size, 512);
        overlap = requireNonNullElse(overlap, size / 8);
        bank = requireNonNullElse(bank, Bank.SHARED);
    }

    @Override
    public void check() {
        if (overlap >= size) {
            throw new UnfitFieldException("overlap", "a whole number from 0 to " + (size - 1));
        }
    }
}
