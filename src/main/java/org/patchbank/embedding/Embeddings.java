package org.patchbank.embedding;

import java.util.Arrays;
import java.util.Optional;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/**
 * The patch embeddings of one view of an image: the whole image, or one of its tiles. Patches outside the region of interest have
 * values too, but are neither learned from nor scored.
 */
public final class Embeddings {
    private final PatchGrid grid;
    private final int dimension;
    /** Null where the layers are known, which have them. */
    private final float[] values;

    private final LayerCells layers;
    private final PatchMask inside;
    private final int view;

    /** @param values [patches, dimension], row by row; kept, not copied */
    public Embeddings(PatchGrid grid, int dimension, float[] values) {
        this(grid, dimension, values, null, PatchMask.ALL, 0);
        if (dimension < 1 || values.length != grid.size() * dimension) {
            throw new IllegalArgumentException(
                    "%d values do not fit %s of dimension %d".formatted(values.length, grid, dimension));
        }
    }

    Embeddings(LayerCells layers) {
        this(layers.grid(), layers.dimension(), null, layers, PatchMask.ALL, 0);
    }

    private Embeddings(PatchGrid grid, int dimension, float[] values, LayerCells layers, PatchMask inside, int view) {
        this.grid = grid;
        this.dimension = dimension;
        this.values = values;
        this.layers = layers;
        this.inside = inside;
        this.view = view;
    }

    /** The same values as those of a certain view. */
    public Embeddings of(int otherView, PatchMask otherInside) {
        return new Embeddings(grid, dimension, values, layers, otherInside, otherView);
    }

    /** Other values for the same patches, [patches, dimension]; kept, not copied. */
    public Embeddings with(int otherDimension, float[] otherValues) {
        return new Embeddings(grid, otherDimension, otherValues).of(view, inside);
    }

    /** The channels of one segment, copied. */
    public Embeddings slice(Segment segment) {
        if (segment.from() == 0 && segment.to() == dimension) {
            return this;
        }
        float[] sliced = new float[grid.size() * segment.width()];
        for (int patch = 0; patch < grid.size(); patch++) {
            System.arraycopy(
                    values(), patch * dimension + segment.from(), sliced, patch * segment.width(), segment.width());
        }
        return with(segment.width(), sliced);
    }

    /** Which patches lie in the region of interest. */
    public PatchMask inside() {
        return inside;
    }

    /** Where the view lies in its image: 0 for the whole image, or the number of the tile. */
    public int view() {
        return view;
    }

    public PatchGrid grid() {
        return grid;
    }

    public int dimension() {
        return dimension;
    }

    /** The values themselves, [patches, dimension]; read only by convention, for speed. */
    public float[] values() {
        return layers != null ? layers.fused() : values;
    }

    /** The layers that the values are fused of; empty where only the values are known. */
    public Optional<LayerCells> layers() {
        return Optional.ofNullable(layers);
    }

    /** A copy of one patch's embedding. */
    public float[] row(int patch) {
        return Arrays.copyOfRange(values(), patch * dimension, (patch + 1) * dimension);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embeddings that && grid.equals(that.grid) && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(values());
    }
}
