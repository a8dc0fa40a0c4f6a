package org.patchbank.vectorindex;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A vector with its id, the partition it belongs to, and what is known of it. */
public final class VectorRow {
    private final long id;
    private final String partition;
    private final float[] vector;
    private final Map<String, Object> metadata;

    /**
     * @param id from 0 up; names one row of the collection, whatever its partition
     * @param partition rows that are counted, searched and deleted together, such as one bank; not empty
     * @param vector finite values; kept, not copied
     * @param metadata fields are lower case letters, digits and underscores; values are {@link String} or
     *     {@link Long}, never null
     */
    public VectorRow(long id, String partition, float[] vector, Map<String, ?> metadata) {
        if (id < 0) {
            throw new IllegalArgumentException("ids start at 0, was " + id);
        }
        if (partition.isEmpty()) {
            throw new IllegalArgumentException("row " + id + " belongs to no partition");
        }
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("row " + id + " holds " + value);
            }
        }
        metadata.forEach(VectorFilter::checkField);
        this.id = id;
        this.partition = partition;
        this.vector = vector;
        this.metadata = new TreeMap<>(metadata);
    }

    public long id() {
        return id;
    }

    public String partition() {
        return partition;
    }

    /** The values themselves; read only by convention, for speed. */
    public float[] vector() {
        return vector;
    }

    public Map<String, Object> metadata() {
        return metadata;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VectorRow that
                && id == that.id
                && partition.equals(that.partition)
                && Arrays.equals(vector, that.vector)
                && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "row %d of %s, %d values, %s".formatted(id, partition, vector.length, metadata);
    }
}
