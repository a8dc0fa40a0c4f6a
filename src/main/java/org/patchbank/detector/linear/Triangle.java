package org.patchbank.detector.linear;

/** Lower triangular matrices as they are kept: rows of growing length, one after the other, as 32-bit floats. */
public final class Triangle {
    private Triangle() {}

    /** @param rows row r has r + 1 values */
    public static float[] pack(double[][] rows) {
        float[] packed = new float[rows.length * (rows.length + 1) / 2];
        for (int r = 0, i = 0; r < rows.length; r++) {
            for (int c = 0; c <= r; c++) {
                packed[i++] = (float) rows[r][c];
            }
        }
        return packed;
    }

    public static double[][] unpack(float[] packed, int rows) {
        if (packed.length != rows * (rows + 1) / 2) {
            throw new IllegalArgumentException("%d values are no triangle of %d rows".formatted(packed.length, rows));
        }
        double[][] triangle = new double[rows][];
        for (int r = 0, i = 0; r < rows; r++) {
            triangle[r] = new double[r + 1];
            for (int c = 0; c <= r; c++) {
                triangle[r][c] = packed[i++];
            }
        }
        return triangle;
    }
}
