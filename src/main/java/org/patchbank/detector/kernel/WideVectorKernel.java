package org.patchbank.detector.kernel;

import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * For processors with 32 registers of 512 bits: products are summed in sixteen of them, four queries by four columns of registers, so that
 * each value that is read serves four sums, where {@link VectorKernel} has two.
 */
final class WideVectorKernel extends VectorKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int GROUPS = PANEL / LANES;
    private static final int STRIP = 4 * LANES;

    static boolean suits() {
        return SPECIES.vectorBitSize() >= 512;
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
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, sum0 + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, sum0 + 3 * LANES);
        FloatVector b0 = FloatVector.fromArray(SPECIES, sums, sum1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, sums, sum1 + LANES);
        FloatVector b2 = FloatVector.fromArray(SPECIES, sums, sum1 + 2 * LANES);
        FloatVector b3 = FloatVector.fromArray(SPECIES, sums, sum1 + 3 * LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, sums, sum2);
        FloatVector c1 = FloatVector.fromArray(SPECIES, sums, sum2 + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, sums, sum2 + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, sums, sum2 + 3 * LANES);
        FloatVector d0 = FloatVector.fromArray(SPECIES, sums, sum3);
        FloatVector d1 = FloatVector.fromArray(SPECIES, sums, sum3 + LANES);
        FloatVector d2 = FloatVector.fromArray(SPECIES, sums, sum3 + 2 * LANES);
        FloatVector d3 = FloatVector.fromArray(SPECIES, sums, sum3 + 3 * LANES);
        int query1 = query0 + stride;
        int query2 = query1 + stride;
        int query3 = query2 + stride;
        for (int k = 0; k < width; k++) {
            int row = stripOffset + STRIP * k;
            FloatVector p0 = FloatVector.fromArray(SPECIES, strip, row);
            FloatVector p1 = FloatVector.fromArray(SPECIES, strip, row + LANES);
            FloatVector p2 = FloatVector.fromArray(SPECIES, strip, row + 2 * LANES);
            FloatVector p3 = FloatVector.fromArray(SPECIES, strip, row + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, queries[query0 + k]);
            a0 = x.fma(p0, a0);
            a1 = x.fma(p1, a1);
            a2 = x.fma(p2, a2);
            a3 = x.fma(p3, a3);
            x = FloatVector.broadcast(SPECIES, queries[query1 + k]);
            b0 = x.fma(p0, b0);
            b1 = x.fma(p1, b1);
            b2 = x.fma(p2, b2);
            b3 = x.fma(p3, b3);
            x = FloatVector.broadcast(SPECIES, queries[query2 + k]);
            c0 = x.fma(p0, c0);
            c1 = x.fma(p1, c1);
            c2 = x.fma(p2, c2);
            c3 = x.fma(p3, c3);
            x = FloatVector.broadcast(SPECIES, queries[query3 + k]);
            d0 = x.fma(p0, d0);
            d1 = x.fma(p1, d1);
            d2 = x.fma(p2, d2);
            d3 = x.fma(p3, d3);
        }
        a0.intoArray(sums, sum0);
        a1.intoArray(sums, sum0 + LANES);
        a2.intoArray(sums, sum0 + 2 * LANES);
        a3.intoArray(sums, sum0 + 3 * LANES);
        b0.intoArray(sums, sum1);
        b1.intoArray(sums, sum1 + LANES);
        b2.intoArray(sums, sum1 + 2 * LANES);
        b3.intoArray(sums, sum1 + 3 * LANES);
        c0.intoArray(sums, sum2);
        c1.intoArray(sums, sum2 + LANES);
        c2.intoArray(sums, sum2 + 2 * LANES);
        c3.intoArray(sums, sum2 + 3 * LANES);
        d0.intoArray(sums, sum3);
        d1.intoArray(sums, sum3 + LANES);
        d2.intoArray(sums, sum3 + 2 * LANES);
        d3.intoArray(sums, sum3 + 3 * LANES);
    }

    @Override
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
        FloatVector a2 = FloatVector.fromArray(SPECIES, panel, column + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, panel, column + 3 * LANES);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector c2 = a2;
        FloatVector c3 = a3;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        FloatVector d2 = a2;
        FloatVector d3 = a3;
        int query1 = query0 + stride;
        int query2 = query1 + stride;
        int query3 = query2 + stride;
        for (int k = 0; k < first; k++) {
            int row = column + PANEL * (k + 1);
            FloatVector p0 = FloatVector.fromArray(SPECIES, panel, row);
            FloatVector p1 = FloatVector.fromArray(SPECIES, panel, row + LANES);
            FloatVector p2 = FloatVector.fromArray(SPECIES, panel, row + 2 * LANES);
            FloatVector p3 = FloatVector.fromArray(SPECIES, panel, row + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, queries[query0 + k]);
            a0 = x.fma(p0, a0);
            a1 = x.fma(p1, a1);
            a2 = x.fma(p2, a2);
            a3 = x.fma(p3, a3);
            x = FloatVector.broadcast(SPECIES, queries[query1 + k]);
            b0 = x.fma(p0, b0);
            b1 = x.fma(p1, b1);
            b2 = x.fma(p2, b2);
            b3 = x.fma(p3, b3);
            x = FloatVector.broadcast(SPECIES, queries[query2 + k]);
            c0 = x.fma(p0, c0);
            c1 = x.fma(p1, c1);
            c2 = x.fma(p2, c2);
            c3 = x.fma(p3, c3);
            x = FloatVector.broadcast(SPECIES, queries[query3 + k]);
            d0 = x.fma(p0, d0);
            d1 = x.fma(p1, d1);
            d2 = x.fma(p2, d2);
            d3 = x.fma(p3, d3);
        }
        int rests = column + PANEL * (width + 1);
        FloatVector r0 = FloatVector.fromArray(SPECIES, panel, rests);
        FloatVector r1 = FloatVector.fromArray(SPECIES, panel, rests + LANES);
        FloatVector r2 = FloatVector.fromArray(SPECIES, panel, rests + 2 * LANES);
        FloatVector r3 = FloatVector.fromArray(SPECIES, panel, rests + 3 * LANES);
        FloatVector x = FloatVector.broadcast(SPECIES, queries[query0 + width]);
        boolean above = x.fma(r0, a0)
                .max(x.fma(r1, a1))
                .max(x.fma(r2, a2).max(x.fma(r3, a3)))
                .compare(GT, limits[limit])
                .anyTrue();
        x = FloatVector.broadcast(SPECIES, queries[query1 + width]);
        above |= x.fma(r0, b0)
                .max(x.fma(r1, b1))
                .max(x.fma(r2, b2).max(x.fma(r3, b3)))
                .compare(GT, limits[limit + 1])
                .anyTrue();
        x = FloatVector.broadcast(SPECIES, queries[query2 + width]);
        above |= x.fma(r0, c0)
                .max(x.fma(r1, c1))
                .max(x.fma(r2, c2).max(x.fma(r3, c3)))
                .compare(GT, limits[limit + 2])
                .anyTrue();
        x = FloatVector.broadcast(SPECIES, queries[query3 + width]);
        above |= x.fma(r0, d0)
                .max(x.fma(r1, d1))
                .max(x.fma(r2, d2).max(x.fma(r3, d3)))
                .compare(GT, limits[limit + 3])
                .anyTrue();
        if (!above) {
            return false;
        }
        a0.intoArray(out, column);
        a1.intoArray(out, column + LANES);
        a2.intoArray(out, column + 2 * LANES);
        a3.intoArray(out, column + 3 * LANES);
        b0.intoArray(out, PANEL + column);
        b1.intoArray(out, PANEL + column + LANES);
        b2.intoArray(out, PANEL + column + 2 * LANES);
        b3.intoArray(out, PANEL + column + 3 * LANES);
        c0.intoArray(out, 2 * PANEL + column);
        c1.intoArray(out, 2 * PANEL + column + LANES);
        c2.intoArray(out, 2 * PANEL + column + 2 * LANES);
        c3.intoArray(out, 2 * PANEL + column + 3 * LANES);
        d0.intoArray(out, 3 * PANEL + column);
        d1.intoArray(out, 3 * PANEL + column + LANES);
        d2.intoArray(out, 3 * PANEL + column + 2 * LANES);
        d3.intoArray(out, 3 * PANEL + column + 3 * LANES);
        return true;
    }

    @Override
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
        FloatVector a2 = FloatVector.fromArray(SPECIES, out, column + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, out, column + 3 * LANES);
        FloatVector b0 = FloatVector.fromArray(SPECIES, out, PANEL + column);
        FloatVector b1 = FloatVector.fromArray(SPECIES, out, PANEL + column + LANES);
        FloatVector b2 = FloatVector.fromArray(SPECIES, out, PANEL + column + 2 * LANES);
        FloatVector b3 = FloatVector.fromArray(SPECIES, out, PANEL + column + 3 * LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, out, 2 * PANEL + column);
        FloatVector c1 = FloatVector.fromArray(SPECIES, out, 2 * PANEL + column + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, out, 2 * PANEL + column + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, out, 2 * PANEL + column + 3 * LANES);
        FloatVector d0 = FloatVector.fromArray(SPECIES, out, 3 * PANEL + column);
        FloatVector d1 = FloatVector.fromArray(SPECIES, out, 3 * PANEL + column + LANES);
        FloatVector d2 = FloatVector.fromArray(SPECIES, out, 3 * PANEL + column + 2 * LANES);
        FloatVector d3 = FloatVector.fromArray(SPECIES, out, 3 * PANEL + column + 3 * LANES);
        int query1 = query0 + stride;
        int query2 = query1 + stride;
        int query3 = query2 + stride;
        for (int k = first; k < width; k++) {
            int row = panelOffset + column + PANEL * (k + 1);
            FloatVector p0 = FloatVector.fromArray(SPECIES, panel, row);
            FloatVector p1 = FloatVector.fromArray(SPECIES, panel, row + LANES);
            FloatVector p2 = FloatVector.fromArray(SPECIES, panel, row + 2 * LANES);
            FloatVector p3 = FloatVector.fromArray(SPECIES, panel, row + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, queries[query0 + k]);
            a0 = x.fma(p0, a0);
            a1 = x.fma(p1, a1);
            a2 = x.fma(p2, a2);
            a3 = x.fma(p3, a3);
            x = FloatVector.broadcast(SPECIES, queries[query1 + k]);
            b0 = x.fma(p0, b0);
            b1 = x.fma(p1, b1);
            b2 = x.fma(p2, b2);
            b3 = x.fma(p3, b3);
            x = FloatVector.broadcast(SPECIES, queries[query2 + k]);
            c0 = x.fma(p0, c0);
            c1 = x.fma(p1, c1);
            c2 = x.fma(p2, c2);
            c3 = x.fma(p3, c3);
            x = FloatVector.broadcast(SPECIES, queries[query3 + k]);
            d0 = x.fma(p0, d0);
            d1 = x.fma(p1, d1);
            d2 = x.fma(p2, d2);
            d3 = x.fma(p3, d3);
        }
        a0.intoArray(out, column);
        a1.intoArray(out, column + LANES);
        a2.intoArray(out, column + 2 * LANES);
        a3.intoArray(out, column + 3 * LANES);
        b0.intoArray(out, PANEL + column);
        b1.intoArray(out, PANEL + column + LANES);
        b2.intoArray(out, PANEL + column + 2 * LANES);
        b3.intoArray(out, PANEL + column + 3 * LANES);
        c0.intoArray(out, 2 * PANEL + column);
        c1.intoArray(out, 2 * PANEL + column + LANES);
        c2.intoArray(out, 2 * PANEL + column + 2 * LANES);
        c3.intoArray(out, 2 * PANEL + column + 3 * LANES);
        d0.intoArray(out, 3 * PANEL + column);
        d1.intoArray(out, 3 * PANEL + column + LANES);
        d2.intoArray(out, 3 * PANEL + column + 2 * LANES);
        d3.intoArray(out, 3 * PANEL + column + 3 * LANES);
        long above = 0;
        if (a0.max(a1).max(a2.max(a3)).compare(GT, limits[limit]).anyTrue()) {
            above |= a0.compare(GT, limits[limit]).anyTrue() ? 1 : 0;
            above |= a1.compare(GT, limits[limit]).anyTrue() ? 2 : 0;
            above |= a2.compare(GT, limits[limit]).anyTrue() ? 4 : 0;
            above |= a3.compare(GT, limits[limit]).anyTrue() ? 8 : 0;
        }
        if (b0.max(b1).max(b2.max(b3)).compare(GT, limits[limit + 1]).anyTrue()) {
            above |= b0.compare(GT, limits[limit + 1]).anyTrue() ? 1L << GROUPS : 0;
            above |= b1.compare(GT, limits[limit + 1]).anyTrue() ? 2L << GROUPS : 0;
            above |= b2.compare(GT, limits[limit + 1]).anyTrue() ? 4L << GROUPS : 0;
            above |= b3.compare(GT, limits[limit + 1]).anyTrue() ? 8L << GROUPS : 0;
        }
        if (c0.max(c1).max(c2.max(c3)).compare(GT, limits[limit + 2]).anyTrue()) {
            above |= c0.compare(GT, limits[limit + 2]).anyTrue() ? 1L << (2 * GROUPS) : 0;
            above |= c1.compare(GT, limits[limit + 2]).anyTrue() ? 2L << (2 * GROUPS) : 0;
            above |= c2.compare(GT, limits[limit + 2]).anyTrue() ? 4L << (2 * GROUPS) : 0;
            above |= c3.compare(GT, limits[limit + 2]).anyTrue() ? 8L << (2 * GROUPS) : 0;
        }
        if (d0.max(d1).max(d2.max(d3)).compare(GT, limits[limit + 3]).anyTrue()) {
            above |= d0.compare(GT, limits[limit + 3]).anyTrue() ? 1L << (3 * GROUPS) : 0;
            above |= d1.compare(GT, limits[limit + 3]).anyTrue() ? 2L << (3 * GROUPS) : 0;
            above |= d2.compare(GT, limits[limit + 3]).anyTrue() ? 4L << (3 * GROUPS) : 0;
            above |= d3.compare(GT, limits[limit + 3]).anyTrue() ? 8L << (3 * GROUPS) : 0;
        }
        return above << (column / LANES);
    }
}
