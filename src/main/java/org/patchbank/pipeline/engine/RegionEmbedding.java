package org.patchbank.pipeline.engine;

import java.util.Arrays;

/** How a region looks to the network: a vector that can be compared with those of other regions of the same space. */
public final class RegionEmbedding {
    private final float[] vector;
    private final int nearest;

    /**
     * @param vector of length 1, so that Euclidean distances order as angles do; kept, not copied
     * @param nearest the row of the bank nearest to the region's most anomalous patch; -1 where the model has no rows
     */
    public RegionEmbedding(float[] vector, int nearest) {
        this.vector = vector;
        this.nearest = nearest;
    }

    /** The values themselves; read only by convention, for speed. */
    public float[] vector() {
        return vector;
    }

    public int nearest() {
        return nearest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegionEmbedding that && nearest == that.nearest && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }
}
