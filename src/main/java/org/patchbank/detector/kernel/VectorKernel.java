package org.patchbank.detector.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Registers of the machine's preferred width, 128 to 512 bits. Methods keep to one loop, or HotSpot boxes the vectors. */
class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int GROUPS = PANEL / LANES;
    private static final int STRIP = 2 * LANES;
    private static final float[] NO_LIMITS = new float[TILE];

    @Override
    public String name() {
        return "jdk.incubator.vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public int group() {
        return LANES;
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
        tileAbove(queries, offset, stride, width, panel, panelOffset, NO_LIMITS, 0, out);
    }

    @Override
    public int strip() {
        return STRIP;
    }

    @Override
    public void addStrip(
            float[] queries,
            int query0,
            int stride,
            int width,
            float[] strip,
            int stripOffset,
            float[] sums,
            int sum0,
            int sumStride) {
        int sum1 = sum0 + sumStride;
        int sum2 = sum1 + sumStride;
        int sum3 = sum2 + sumStride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, sum0);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, sum0 + LANES);
        FloatVector b0 = FloatVector.fromArray(SPECIES, sums, sum1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, sums, sum1 + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, sums, sum2);
        FloatVector c1 = FloatVector.fromArray(SPECIES, sums, sum2 + LANES);
        FloatVector d0 = FloatVector.fromArray(SPECIES, sums, sum3);
        FloatVector d1 = FloatVector.fromArray(SPECIES, sums, sum3 + LANES);
        int query1 = query0 + stride;
        int query2 = query1 + stride;
        int query3 = query2 + stride;
        for (int k = 0; k < width; k++) {
            FloatVector p0 = FloatVector.fromArray(SPECIES, strip, stripOffset + STRIP * k);
            FloatVector p1 = FloatVector.fromArray(SPECIES, strip, stripOffset + STRIP * k + LANES);
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
        a0.intoArray(sums, sum0);
        a1.intoArray(sums, sum0 + LANES);
        b0.intoArray(sums, sum1);
        b1.intoArray(sums, sum1 + LANES);
        c0.intoArray(sums, sum2);
        c1.intoArray(sums, sum2 + LANES);
        d0.intoArray(sums, sum3);
        d1.intoArray(sums, sum3 + LANES);
    }

    @Override
    public long tileAbove(
            float[] queries,
            int offset,
            int stride,
            int width,
            float[] panel,
            int panelOffset,
            float[] limits,
            int limitOffset,
            float[] out) {
        for (int row = 0; row < TILE; row++) {
            System.arraycopy(panel, panelOffset, out, row * PANEL, PANEL);
        }
        long above = 0;
        for (int c = 0; c < PANEL; c += strip()) {
            above |= endColumns(queries, offset, stride, 0, width, panel, panelOffset, c, limits, limitOffset, out);
        }
        return above;
    }

    @Override
    public long tileAboveInSteps(
            float[] queries,
            int offset,
            int stride,
            int first,
            int width,
            float[] panel,
            float[] limits,
            int limitOffset,
            float[] out) {
        long above = 0;
        for (int c = 0; c < PANEL; c += strip()) {
            if (startColumns(queries, offset, stride, first, width, panel, c, limits, limitOffset, out)) {
                above |= endColumns(queries, offset, stride, first, width, panel, 0, c, limits, limitOffset, out);
            }
        }
        return above;
    }

    /** Sums the first coordinates; tells whether any bound made of them exceeds its limit, and only then keeps the sums. */
    boolean startColumns(
            float[] queries,
            int query0,
            int stride,
            int first,
            int width,
            float[] panel,
            int column,
            float[] limits,
            int limit,
            float[] out) {
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
        for (int k = 0; k < first; k++) {
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
        FloatVector r0 = FloatVector.fromArray(SPECIES, panel, column + PANEL * (width + 1));
        FloatVector r1 = FloatVector.fromArray(SPECIES, panel, column + PANEL * (width + 1) + LANES);
        FloatVector x = FloatVector.broadcast(SPECIES, queries[query0 + width]);
        boolean above =
                x.fma(r0, a0).max(x.fma(r1, a1)).compare(GT, limits[limit]).anyTrue();
        x = FloatVector.broadcast(SPECIES, queries[query1 + width]);
        above |= x.fma(r0, b0).max(x.fma(r1, b1)).compare(GT, limits[limit + 1]).anyTrue();
        x = FloatVector.broadcast(SPECIES, queries[query2 + width]);
        above |= x.fma(r0, c0).max(x.fma(r1, c1)).compare(GT, limits[limit + 2]).anyTrue();
        x = FloatVector.broadcast(SPECIES, queries[query3 + width]);
        above |= x.fma(r0, d0).max(x.fma(r1, d1)).compare(GT, limits[limit + 3]).anyTrue();
        if (!above) {
            return false;
        }
        a0.intoArray(out, column);
        a1.intoArray(out, column + LANES);
        b0.intoArray(out, PANEL + column);
        b1.intoArray(out, PANEL + column + LANES);
        c0.intoArray(out, 2 * PANEL + column);
        c1.intoArray(out, 2 * PANEL + column + LANES);
        d0.intoArray(out, 3 * PANEL + column);
        d1.intoArray(out, 3 * PANEL + column + LANES);
        return true;
    }

    /**
     * Adds the coordinates from {@code first} on to the sums that {@code out} holds, and marks the groups with a product over the
     * limit.
     */
    long endColumns(
            float[] queries,
            int query0,
            int stride,
            int first,
            int width,
            float[] panel,
            int panelOffset,
            int column,
            float[] limits,
            int limit,
            float[] out) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, out, column);
        FloatVector a1 = FloatVector.fromArray(SPECIES, out, column + LANES);
        FloatVector b0 = FloatVector.fromArray(SPECIES, out, PANEL + column);
        FloatVector b1 = FloatVector.fromArray(SPECIES, out, PANEL + column + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, out, 2 * PANEL + column);
        FloatVector c1 = FloatVector.fromArray(SPECIES, out, 2 * PANEL + column + LANES);
        FloatVector d0 = FloatVector.fromArray(SPECIES, out, 3 * PANEL + column);
        FloatVector d1 = FloatVector.fromArray(SPECIES, out, 3 * PANEL + column + LANES);
        int query1 = query0 + stride;
        int query2 = query1 + stride;
        int query3 = query2 + stride;
        for (int k = first; k < width; k++) {
            int row = panelOffset + column + PANEL * (k + 1);
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
        a0.intoArray(out, column);
        a1.intoArray(out, column + LANES);
        b0.intoArray(out, PANEL + column);
        b1.intoArray(out, PANEL + column + LANES);
        c0.intoArray(out, 2 * PANEL + column);
        c1.intoArray(out, 2 * PANEL + column + LANES);
        d0.intoArray(out, 3 * PANEL + column);
        d1.intoArray(out, 3 * PANEL + column + LANES);
        long above = 0;
        above |= a0.compare(GT, limits[limit]).anyTrue() ? 1 : 0;
        above |= a1.compare(GT, limits[limit]).anyTrue() ? 2 : 0;
        above |= b0.compare(GT, limits[limit + 1]).anyTrue() ? 1L << GROUPS : 0;
        above |= b1.compare(GT, limits[limit + 1]).anyTrue() ? 2L << GROUPS : 0;
        above |= c0.compare(GT, limits[limit + 2]).anyTrue() ? 1L << (2 * GROUPS) : 0;
        above |= c1.compare(GT, limits[limit + 2]).anyTrue() ? 2L << (2 * GROUPS) : 0;
        above |= d0.compare(GT, limits[limit + 3]).anyTrue() ? 1L << (3 * GROUPS) : 0;
        above |= d1.compare(GT, limits[limit + 3]).anyTrue() ? 2L << (3 * GROUPS) : 0;
        return above << (column / LANES);
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
    public boolean addGroup(
            float[] query,
            int offset,
            int width,
            float[] panel,
            int panelOffset,
            float[] sums,
            int sumOffset,
            float limit) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, sumOffset);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        FloatVector sum2 = FloatVector.zero(SPECIES);
        FloatVector sum3 = FloatVector.zero(SPECIES);
        for (int k = 0; k < width; k += 4) {
            int at = panelOffset + PANEL * k;
            FloatVector x0 = FloatVector.broadcast(SPECIES, query[offset + k]);
            sum0 = x0.fma(FloatVector.fromArray(SPECIES, panel, at), sum0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, query[offset + k + 1]);
            sum1 = x1.fma(FloatVector.fromArray(SPECIES, panel, at + PANEL), sum1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, query[offset + k + 2]);
            sum2 = x2.fma(FloatVector.fromArray(SPECIES, panel, at + 2 * PANEL), sum2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, query[offset + k + 3]);
            sum3 = x3.fma(FloatVector.fromArray(SPECIES, panel, at + 3 * PANEL), sum3);
        }
        FloatVector sum = sum0.add(sum1).add(sum2.add(sum3));
        sum.intoArray(sums, sumOffset);
        return sum.compare(GT, limit).anyTrue();
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
    public int span(float[] values, int offset, float limit) {
        VectorMask<Float> above = FloatVector.fromArray(SPECIES, values, offset).compare(GT, limit);
        return above.firstTrue() | (above.lastTrue() + 1) << Byte.SIZE;
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

    /** From the signs, without branches: {@code VectorMask.toLong} is slow before Java 19. */
    private static long lanesAbove(float[] values, int offset, float shift, float[] limits, int limitOffset, int from) {
        long mask = 0;
        for (int c = from; c < from + LANES; c++) {
            float below = limits[limitOffset + c] - (values[offset + c] - shift);
            mask |= (long) (Float.floatToRawIntBits(below) >>> (Integer.SIZE - 1)) << c;
        }
        return mask;
    }

    @Override
    public void packedProducts(int[] packed, int offset, int length, float[] factors, float[] out) {
        FloatVector low0 = FloatVector.zero(SPECIES);
        FloatVector low1 = FloatVector.zero(SPECIES);
        FloatVector high0 = FloatVector.zero(SPECIES);
        FloatVector high1 = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += 2 * LANES) {
            int j = i + LANES;
            int first = 2 * i - i % 16;
            int second = 2 * j - j % 16;
            IntVector pair = IntVector.fromArray(INTS, packed, offset + i);
            low0 = ((FloatVector) pair.lanewise(LSHL, 16).lanewise(ASHR, 16).convert(I2F, 0))
                    .fma(FloatVector.fromArray(SPECIES, factors, first), low0);
            high0 = ((FloatVector) pair.lanewise(ASHR, 16).convert(I2F, 0))
                    .fma(FloatVector.fromArray(SPECIES, factors, first + 16), high0);
            pair = IntVector.fromArray(INTS, packed, offset + j);
            low1 = ((FloatVector) pair.lanewise(LSHL, 16).lanewise(ASHR, 16).convert(I2F, 0))
                    .fma(FloatVector.fromArray(SPECIES, factors, second), low1);
            high1 = ((FloatVector) pair.lanewise(ASHR, 16).convert(I2F, 0))
                    .fma(FloatVector.fromArray(SPECIES, factors, second + 16), high1);
        }
        java.util.Arrays.fill(out, 0, SCRATCH, 0f);
        low0.add(high0).intoArray(out, 0);
        low1.add(high1).intoArray(out, LANES);
    }
}
