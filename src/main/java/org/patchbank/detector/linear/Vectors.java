package org.patchbank.detector.linear;

/** Loops over doubles, each from the beginning of its arrays, which the compiler turns into vector instructions. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] a, double[] b) {
        return dot(a, b, a.length);
    }

    /** Of the first {@code length} values; four sums at once, for they do not wait for each other. */
    static double dot(double[] a, double[] b, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[i] * b[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    static void addScaled(double[] target, double[] source, double factor) {
        addScaled(target, source, factor, target.length);
    }

    static void addScaled(double[] target, double[] source, double factor, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += factor * source[i];
        }
    }

    static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
