package org.patchbank.vectorindex.milvus;

import io.milvus.v2.common.IndexParam.IndexType;
import java.util.HashMap;
import java.util.Map;
import org.patchbank.vectorindex.VectorCollection.Size;

/** The kinds of index that a collection can have. What is searched exactly is the vectors that an index finds. */
public enum MilvusIndexType {
    /** By the size of the banks: FLAT, IVF_FLAT, HNSW, IVF_SQ8. */
    AUTO,
    /** Compares with every row: exact, nothing to build. */
    FLAT,
    /** Compares with the rows of the nearest cells. */
    IVF_FLAT,
    /** Walks a graph; the largest index, and the slowest to build. */
    HNSW,
    /** As IVF_FLAT, on a byte a value: a quarter of the memory. */
    IVF_SQ8;

    /** What it is in a collection of that size. */
    MilvusIndexType in(Size size) {
        if (this != AUTO) {
            return this;
        }
        return switch (size) {
            case SMALL -> FLAT;
            case MEDIUM -> IVF_FLAT;
            case LARGE -> HNSW;
            case HUGE -> IVF_SQ8;
        };
    }

    IndexType vendor() {
        return switch (this) {
            case FLAT -> IndexType.FLAT;
            case IVF_FLAT -> IndexType.IVF_FLAT;
            case HNSW -> IndexType.HNSW;
            case IVF_SQ8 -> IndexType.IVF_SQ8;
            case AUTO -> throw new IllegalArgumentException("AUTO stands for one of the others");
        };
    }

    /** What the index is built with. */
    Map<String, Object> buildParameters(MilvusOptions.Index options) {
        Map<String, Object> parameters = new HashMap<>();
        switch (this) {
            case IVF_FLAT, IVF_SQ8 -> parameters.put("nlist", options.nlist());
            case HNSW -> {
                parameters.put("M", options.m());
                parameters.put("efConstruction", options.efConstruction());
            }
            case FLAT, AUTO -> {}
        }
        return parameters;
    }

    /**
     * What the index is searched with.
     *
     * @param k as many neighbours are wanted; a graph must look at that many at least
     */
    Map<String, Object> searchParameters(MilvusOptions.Index options, int k) {
        Map<String, Object> parameters = new HashMap<>();
        switch (this) {
            case IVF_FLAT, IVF_SQ8 -> parameters.put("nprobe", options.nprobe());
            case HNSW -> parameters.put("ef", Math.max(options.ef(), k));
            case FLAT, AUTO -> {}
        }
        return parameters;
    }
}
