package org.patchbank.detector.kernel;

/** Plain Java: right everywhere, and about fifteen times slower than {@link VectorKernel}. */
final class ScalarKernel implements Kernel {
    private static final int GROUP = 16;

    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public int group() {
        return GROUP;
    }

    @Override
    public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length, float[] scratch) {
        java.util.Arrays.fill(scratch, 0, SCRATCH, 0f);
        return TreeSum.ofDifferences(a, aOffset, b, bOffset, 0, length, scratch);
    }

    @Override
    public void tile(float[] queries, int offset, int stride, int width, float[] panel, int panelOffset, float[] out) {
        for (int r = 0; r < TILE; r++) {
            multiply(queries, offset + r * stride, width, panel, panelOffset, out, r * PANEL);
        }
    }

    @Override
    public int strip() {
        return GROUP;
    }

    @Override
    public void addStrip(
            float[] queries,
            int offset,
            int stride,
            int width,
            float[] strip,
            int stripOffset,
            float[] sums,
            int sumOffset,
            int sumStride) {
        for (int r = 0; r < TILE; r++) {
            for (int k = 0; k < width; k++) {
                float x = queries[offset + r * stride + k];
                for (int c = 0; c < GROUP; c++) {
                    sums[sumOffset + r * sumStride + c] += x * strip[stripOffset + GROUP * k + c];
                }
            }
        }
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
        tile(queries, offset, stride, width, panel, panelOffset, out);
        long above = 0;
        for (int i = 0; i < TILE * PANEL; i++) {
            above |= out[i] > limits[limitOffset + i / PANEL] ? 1L << (i / GROUP) : 0;
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
        return tileAbove(queries, offset, stride, width, panel, 0, limits, limitOffset, out);
    }

    @Override
    public void column(float[] query, int offset, int width, float[] panel, int panelOffset, float[] out) {
        multiply(query, offset, width, panel, panelOffset, out, 0);
    }

    private static void multiply(
            float[] query, int offset, int width, float[] panel, int panelOffset, float[] out, int outOffset) {
        System.arraycopy(panel, panelOffset, out, outOffset, PANEL);
        for (int k = 0; k < width; k++) {
            float x = query[offset + k];
            int row = panelOffset + PANEL * (k + 1);
            for (int c = 0; c < PANEL; c++) {
                out[outOffset + c] += x * panel[row + c];
            }
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
        boolean above = false;
        for (int c = 0; c < GROUP; c++) {
            for (int k = 0; k < width; k++) {
                sums[sumOffset + c] += query[offset + k] * panel[panelOffset + PANEL * k + c];
            }
            above |= sums[sumOffset + c] > limit;
        }
        return above;
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public int span(float[] values, int offset, float limit) {
        int first = 0;
        while (first < GROUP && !(values[offset + first] > limit)) {
            first++;
        }
        int end = GROUP;
        while (end > 0 && !(values[offset + end - 1] > limit)) {
            end--;
        }
        return first | end << Byte.SIZE;
    }

    @Override
    public long above(float[] values, int offset, float shift, float[] limits, int limitOffset) {
        long mask = 0;
        for (int c = 0; c < PANEL; c++) {
            mask |= values[offset + c] - shift > limits[limitOffset + c] ? 1L << c : 0;
        }
        return mask;
    }

    @Override
    public void packedProducts(int[] packed, int offset, int length, float[] factors, float[] out) {
        java.util.Arrays.fill(out, 0, SCRATCH, 0f);
        for (int i = 0; i < length; i++) {
            int first = i / 16 * 32 + i % 16;
            int pair = packed[offset + i];
            out[i % 16] += (short) pair * factors[first];
            out[i % 16] += (pair >> Short.SIZE) * factors[first + 16];
        }
    }
}
