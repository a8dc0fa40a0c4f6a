package org.patchbank.detector.linear;

/** Matrices as they are kept: row by row, as 32-bit floats. */
public final class MatrixNumbers {
    private MatrixNumbers() {}

    /** @param rows all of one length */
    public static float[] pack(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] packed = new float[Math.multiplyExact(rows.length, width)];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < width; c++) {
                packed[r * width + c] = (float) rows[r][c];
            }
        }
        return packed;
    }

    public static double[][] unpack(float[] packed, int width) {
        double[][] rows = new double[packed.length / width][width];
        for (int i = 0; i < packed.length; i++) {
            rows[i / width][i % width] = packed[i];
        }
        return rows;
    }
}
