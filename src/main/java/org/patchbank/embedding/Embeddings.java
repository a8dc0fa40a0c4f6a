package org.patchbank.embedding;

import java.util.Arrays;
import org.patchbank.patch.PatchGrid;

/** The patch embeddings of one image. */
public final class Embeddings {
    private final PatchGrid grid;
    private final int dimension;
    private final float[] values;

    /** @param values [patches, dimension], row by row; kept, not copied */
    public Embeddings(PatchGrid grid, int dimension, float[] values) {
        if (dimension < 1 || values.length != grid.size() * dimension) {
            throw new IllegalArgumentException(
                    "%d values do not fit %s of dimension %d".formatted(values.length, grid, dimension));
        }
        this.grid = grid;
        this.dimension = dimension;
        this.values = values;
    }

    public PatchGrid grid() {
        return grid;
    }

    public int dimension() {
        return dimension;
    }

    /** The values themselves, [patches, dimension]; read only by convention, for speed. */
    public float[] values() {
        return values;
    }

    /** A copy of one patch's embedding. */
    public float[] row(int patch) {
        return Arrays.copyOfRange(values, patch * dimension, (patch + 1) * dimension);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embeddings that && grid.equals(that.grid) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(values);
    }
}
