package org.patchbank.detector.gaussian;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;

/**
 * Inverse Cholesky factors of many Gaussians of one dimension, for many squared distances {@code |W u|^2} at memory's speed. Each row
 * of W is kept as 16-bit whole numbers times the row's scale, which changes a distance by less than one part in a thousand.
 *
 * <p>Rows stand in groups of 8; a group keeps 8 (g + 1) columns, column by column. Different positions may be set at once.
 */
final class PackedFactors {
    static final int GROUP = 8;
    private static final int LARGEST = Short.MAX_VALUE;

    private final int dimension;
    private final int groups;
    /** Ints of one factor. */
    private final int size;

    private final int[] packed;
    private final float[] scales;
    private final Kernel kernel = Kernels.best();

    /** Factors of which all are zero. */
    PackedFactors(int positions, int dimension) {
        this(
                dimension,
                new int[Math.multiplyExact(positions, size(dimension))],
                new float[positions * groups(dimension) * GROUP]);
    }

    private PackedFactors(int dimension, int[] packed, float[] scales) {
        this.dimension = dimension;
        this.groups = groups(dimension);
        this.size = size(dimension);
        this.packed = packed;
        this.scales = scales;
    }

    /**
     * @param bytes what {@link #bytes} gave
     * @param scales what {@link #scales} gave; kept, not copied
     */
    static PackedFactors of(int dimension, byte[] bytes, float[] scales) {
        int[] packed = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(packed);
        return new PackedFactors(dimension, packed, scales);
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(packed.length, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(packed);
        return bytes.array();
    }

    float[] scales() {
        return scales;
    }

    private static int groups(int dimension) {
        return (dimension + GROUP - 1) / GROUP;
    }

    private static int size(int dimension) {
        int groups = groups(dimension);
        return groups * (groups + 1) / 2 * GROUP * GROUP / 2;
    }

    /** Floats that {@link #spread} fills. */
    int spreadSize() {
        return groups * GROUP * GROUP;
    }

    /** @param inverse lower triangular, row r of length r + 1 */
    void set(int position, double[][] inverse) {
        int start = position * size;
        for (int row = 0; row < dimension; row++) {
            double largest = 0;
            for (double value : inverse[row]) {
                largest = Math.max(largest, Math.abs(value));
            }
            double scale = largest / LARGEST;
            scales[position * groups * GROUP + row] = (float) scale;
            int group = row / GROUP;
            int first = start + group * (group + 1) / 2 * GROUP * GROUP / 2;
            for (int column = 0; column <= row && scale > 0; column++) {
                put(first, column * GROUP + row % GROUP, (int) Math.round(inverse[row][column] / scale));
            }
        }
    }

    /** Sets number i of a run, which must be zero before. */
    private void put(int start, int i, int value) {
        int half = i % 32 / 16;
        packed[start + i / 32 * 16 + i % 16] |= half == 0 ? value & 0xFFFF : value << Short.SIZE;
    }

    /** Repeats each value of a vector 8 times, as {@link #squaredNorm} needs it. */
    void spread(float[] vector, int offset, float[] spread) {
        for (int k = 0; k < dimension; k++) {
            java.util.Arrays.fill(spread, k * GROUP, (k + 1) * GROUP, vector[offset + k]);
        }
    }

    /**
     * {@code |W u|^2}.
     *
     * @param spread u by {@link #spread}, zeros behind it
     * @param scratch {@value org.patchbank.detector.kernel.Kernel#SCRATCH} floats, overwritten
     */
    float squaredNorm(int position, float[] spread, float[] scratch) {
        float norm = 0;
        int offset = position * size;
        int scale = position * groups * GROUP;
        for (int group = 0; group < groups; group++) {
            int length = (group + 1) * GROUP * GROUP / 2;
            kernel.packedProducts(packed, offset, length, spread, scratch);
            for (int r = 0; r < GROUP; r++) {
                float product = scratch[r] + scratch[r + GROUP] + scratch[r + 2 * GROUP] + scratch[r + 3 * GROUP];
                product *= scales[scale + r];
                norm += product * product;
            }
            offset += length;
            scale += GROUP;
        }
        return norm;
    }
}
