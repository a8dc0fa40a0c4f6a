package org.patchbank.detector.kernel;

import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Registers of the machine's preferred width, 128 to 512 bits. Methods keep to one loop, or HotSpot boxes the vectors. */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public String name() {
        return "jdk.incubator.vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length, float[] scratch) {
        int whole = length - length % SCRATCH;
        for (int lane = 0; lane < SCRATCH; lane += 2 * LANES) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            for (int i = lane; i < whole; i += SCRATCH) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, a, aOffset + i)
                        .sub(FloatVector.fromArray(SPECIES, b, bOffset + i));
                FloatVector d1 = FloatVector.fromArray(SPECIES, a, aOffset + i + LANES)
                        .sub(FloatVector.fromArray(SPECIES, b, bOffset + i + LANES));
                sum0 = d0.fma(d0, sum0);
                sum1 = d1.fma(d1, sum1);
            }
            sum0.intoArray(scratch, lane);
            sum1.intoArray(scratch, lane + LANES);
        }
        return TreeSum.ofDifferences(a, aOffset, b, bOffset, whole, length, scratch);
    }

    @Override
    public void tile(float[] queries, int offset, int stride, int width, float[] panel, int panelOffset, float[] out) {
        for (int c = 0; c < PANEL; c += 2 * LANES) {
            tileColumns(queries, offset, stride, width, panel, panelOffset + c, out, c);
        }
    }

    private static void tileColumns(
            float[] queries, int query0, int stride, int width, float[] panel, int column, float[] out, int outColumn) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, panel, column);
        FloatVector a1 = FloatVector.fromArray(SPECIES, panel, column + LANES);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        int query1 = query0 + stride;
        int query2 = query1 + stride;
        int query3 = query2 + stride;
        for (int k = 0; k < width; k++) {
            int row = column + PANEL * (k + 1);
            FloatVector p0 = FloatVector.fromArray(SPECIES, panel, row);
            FloatVector p1 = FloatVector.fromArray(SPECIES, panel, row + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, queries[query0 + k]);
            a0 = x.fma(p0, a0);
            a1 = x.fma(p1, a1);
            x = FloatVector.broadcast(SPECIES, queries[query1 + k]);
            b0 = x.fma(p0, b0);
            b1 = x.fma(p1, b1);
            x = FloatVector.broadcast(SPECIES, queries[query2 + k]);
            c0 = x.fma(p0, c0);
            c1 = x.fma(p1, c1);
            x = FloatVector.broadcast(SPECIES, queries[query3 + k]);
            d0 = x.fma(p0, d0);
            d1 = x.fma(p1, d1);
        }
        a0.intoArray(out, outColumn);
        a1.intoArray(out, outColumn + LANES);
        b0.intoArray(out, PANEL + outColumn);
        b1.intoArray(out, PANEL + outColumn + LANES);
        c0.intoArray(out, 2 * PANEL + outColumn);
        c1.intoArray(out, 2 * PANEL + outColumn + LANES);
        d0.intoArray(out, 3 * PANEL + outColumn);
        d1.intoArray(out, 3 * PANEL + outColumn + LANES);
    }

    @Override
    public void column(float[] query, int offset, int width, float[] panel, int panelOffset, float[] out) {
        for (int c = 0; c < PANEL; c += 2 * LANES) {
            FloatVector even0 = FloatVector.fromArray(SPECIES, panel, panelOffset + c);
            FloatVector even1 = FloatVector.fromArray(SPECIES, panel, panelOffset + c + LANES);
            for (int k = 0; k < width; k++) {
                int row = panelOffset + c + PANEL * (k + 1);
                FloatVector x = FloatVector.broadcast(SPECIES, query[offset + k]);
                even0 = x.fma(FloatVector.fromArray(SPECIES, panel, row), even0);
                even1 = x.fma(FloatVector.fromArray(SPECIES, panel, row + LANES), even1);
            }
            even0.intoArray(out, c);
            even1.intoArray(out, c + LANES);
        }
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += 2 * LANES) {
            sum0 = FloatVector.fromArray(SPECIES, a, aOffset + i)
                    .fma(FloatVector.fromArray(SPECIES, b, bOffset + i), sum0);
            sum1 = FloatVector.fromArray(SPECIES, a, aOffset + i + LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + LANES), sum1);
        }
        return sum0.add(sum1).reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
    }

    @Override
    public long above(float[] values, int offset, float limit) {
        FloatVector largest = FloatVector.fromArray(SPECIES, values, offset);
        for (int c = LANES; c < PANEL; c += LANES) {
            largest = largest.max(FloatVector.fromArray(SPECIES, values, offset + c));
        }
        if (!largest.compare(GT, limit).anyTrue()) {
            return 0;
        }
        long mask = 0;
        for (int c = 0; c < PANEL; c += LANES) {
            if (FloatVector.fromArray(SPECIES, values, offset + c)
                    .compare(GT, limit)
                    .anyTrue()) {
                mask |= lanesAbove(values, offset, c, limit);
            }
        }
        return mask;
    }

    /** From the signs, without branches: {@code VectorMask.toLong} is slow before Java 19. */
    private static long lanesAbove(float[] values, int offset, int from, float limit) {
        long mask = 0;
        for (int c = from; c < from + LANES; c++) {
            mask |= (long) (Float.floatToRawIntBits(limit - values[offset + c]) >>> (Integer.SIZE - 1)) << c;
        }
        return mask;
    }

    @Override
    public long above(float[] values, int offset, float shift, float[] limits, int limitOffset) {
        long mask = 0;
        for (int c = 0; c < PANEL; c += LANES) {
            FloatVector value =
                    FloatVector.fromArray(SPECIES, values, offset + c).sub(shift);
            FloatVector limit = FloatVector.fromArray(SPECIES, limits, limitOffset + c);
            if (value.compare(GT, limit).anyTrue()) {
                mask |= lanesAbove(values, offset, shift, limits, limitOffset, c);
            }
        }
        return mask;
    }

    private static long lanesAbove(float[] values, int offset, float shift, float[] limits, int limitOffset, int from) {
        long mask = 0;
        for (int c = from; c < from + LANES; c++) {
            float below = limits[limitOffset + c] - (values[offset + c] - shift);
            mask |= (long) (Float.floatToRawIntBits(below) >>> (Integer.SIZE - 1)) << c;
        }
        return mask;
    }
}
