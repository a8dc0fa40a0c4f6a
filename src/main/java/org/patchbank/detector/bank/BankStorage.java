package org.patchbank.detector.bank;

import java.util.Map;
import org.patchbank.platform.Parallel;

/** How the rows of a bank are kept. They are compared as what was kept, so distances to coarser rows are a little off. */
public enum BankStorage {
    /** As they are: four bytes a value. */
    FLOAT32,
    /** Half precision: two bytes a value. */
    FLOAT16,
    /** Scalar quantisation: one byte a value. */
    INT8,
    /** Product quantisation: one byte for four values. */
    PRODUCT;

    /**
     * Fits a codec to rows.
     *
     * @param vectors [rows, dimension], at least one row
     * @throws IllegalStateException if rows are kept as they are
     */
    public BankCodec fit(float[] vectors, int dimension, long seed, Parallel parallel) {
        return switch (this) {
            case FLOAT32 -> throw new IllegalStateException("rows of 32-bit floats need no codec");
            case FLOAT16 -> new HalfPrecision();
            case INT8 -> ScalarQuantiser.of(vectors, dimension);
            case PRODUCT -> ProductQuantiser.of(vectors, dimension, seed, parallel);
        };
    }

    /**
     * @param numbers of a codec that {@link #fit} gave
     * @throws IllegalStateException if rows are kept as they are
     */
    public BankCodec open(Map<String, float[]> numbers, Parallel parallel) {
        return switch (this) {
            case FLOAT32 -> throw new IllegalStateException("rows of 32-bit floats need no codec");
            case FLOAT16 -> new HalfPrecision();
            case INT8 -> new ScalarQuantiser(numbers.get(ScalarQuantiser.LEAST), numbers.get(ScalarQuantiser.STEP));
            case PRODUCT -> new ProductQuantiser(numbers.get(ProductQuantiser.CENTROIDS), parallel);
        };
    }
}
