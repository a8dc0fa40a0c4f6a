package org.patchbank.detector.linear;

/** Numbers that NumPy makes just as well: {@code np.sin((np.arange(r * c) + 1.0) ** 2).reshape(r, c)} as 32-bit floats. */
public final class Samples {
    private Samples() {}

    /** @return [rows, columns] */
    public static float[] waves(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin((i + 1.0) * (i + 1.0));
        }
        return values;
    }

    /** {@code waves(40, 6) * [1, 2, 3, 1, .5, 4] + [5, -2, 0, 1, 1, 9]}, again as floats. */
    public static float[] skewed() {
        double[] scale = {1, 2, 3, 1, .5, 4};
        double[] shift = {5, -2, 0, 1, 1, 9};
        float[] values = waves(40, 6);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * scale[i % 6] + shift[i % 6]);
        }
        return values;
    }

    public static Moments moments(float[] rows, int dimension) {
        Moments moments = new Moments(java.util.Arrays.copyOf(rows, dimension));
        moments.add(rows, rows.length / dimension);
        return moments;
    }
}
