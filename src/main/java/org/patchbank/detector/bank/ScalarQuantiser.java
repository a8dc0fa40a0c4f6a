package org.patchbank.detector.bank;

import java.util.Map;

/**
 * Uniform scalar quantisation to 8 bits (Gersho and Gray 1992, chapter 5): each dimension's range in the bank is cut into 255 equal
 * steps, and a value is kept as the number of its nearest step,
 *
 * <pre>
 * code = round((x - least) / step),   step = (largest - least) / 255
 * </pre>
 *
 * and stands for {@code least + code step}, so a value of the bank is off by half a step of its dimension at most. Values beyond
 * the range become its ends. One byte a value, and two floats a dimension.
 */
final class ScalarQuantiser implements BankCodec {
    static final String LEAST = "least";
    static final String STEP = "step";
    private static final int STEPS = 255;

    private final float[] least;
    private final float[] step;

    /**
     * @param least [dimension]
     * @param step [dimension]; 0 where all values are the same
     */
    ScalarQuantiser(float[] least, float[] step) {
        this.least = least;
        this.step = step;
    }

    /** @param vectors [rows, dimension], at least one row */
    static ScalarQuantiser of(float[] vectors, int dimension) {
        float[] least = new float[dimension];
        float[] largest = new float[dimension];
        System.arraycopy(vectors, 0, least, 0, dimension);
        System.arraycopy(vectors, 0, largest, 0, dimension);
        for (int i = 0; i < vectors.length; i++) {
            int d = i % dimension;
            least[d] = Math.min(least[d], vectors[i]);
            largest[d] = Math.max(largest[d], vectors[i]);
        }
        float[] step = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            step[d] = (largest[d] - least[d]) / STEPS;
        }
        return new ScalarQuantiser(least, step);
    }

    @Override
    public byte[] encode(float[] vectors) {
        byte[] codes = new byte[vectors.length];
        for (int i = 0; i < codes.length; i++) {
            int d = i % least.length;
            int code = step[d] == 0 ? 0 : Math.round((vectors[i] - least[d]) / step[d]);
            codes[i] = (byte) Math.max(0, Math.min(STEPS, code));
        }
        return codes;
    }

    @Override
    public float[] decode(byte[] codes) {
        float[] vectors = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int d = i % least.length;
            vectors[i] = least[d] + Byte.toUnsignedInt(codes[i]) * step[d];
        }
        return vectors;
    }

    @Override
    public Map<String, float[]> numbers() {
        return Map.of(LEAST, least, STEP, step);
    }
}
