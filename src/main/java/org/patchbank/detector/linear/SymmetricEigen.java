package org.patchbank.detector.linear;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder tridiagonalisation, then implicit QL (Golub and Van Loan, Matrix
 * Computations, sections 8.3.1 and 8.3.3; Bowdler, Martin, Reinsch and Wilkinson 1968). About {@code 5 n^3} products, in rows, so
 * that the inner loops run along memory.
 *
 * @param values descending
 * @param vectors row i is the unit eigenvector of value i; its largest coordinate is positive
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 60;

    /** @param matrix [n, n]; only the lower triangle is read */
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                work[r][c] = matrix[r][c];
                work[c][r] = matrix[r][c];
            }
        }
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        double[][] vectors = tridiagonalise(work, diagonal, beside);
        diagonalise(diagonal, beside, vectors);
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -diagonal[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[n];
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = diagonal[order[i]];
            rows[i] = signed(vectors[order[i]]);
        }
        return new SymmetricEigen(values, rows);
    }

    /**
     * Reduces {@code a} to a tridiagonal matrix, {@code a = Q T Q'}.
     *
     * @param diagonal filled with T's diagonal
     * @param beside filled with the values beside it, from 1 on
     * @return Q'
     */
    private static double[][] tridiagonalise(double[][] a, double[] diagonal, double[] beside) {
        int n = a.length;
        double[][] reflectors = new double[n][];
        for (int k = n - 1; k > 0; k--) {
            double[] v = java.util.Arrays.copyOf(a[k], k);
            double norm = Math.sqrt(Vectors.dot(v, v));
            diagonal[k] = a[k][k];
            double below = v[k - 1];
            beside[k] = below > 0 ? -norm : norm;
            double scale = norm * (norm + Math.abs(below));
            if (k == 1 || Vectors.dot(v, v, k - 1) == 0 || scale == 0) {
                beside[k] = below;
                continue;
            }
            v[k - 1] -= beside[k];
            Vectors.scale(v, 1 / Math.sqrt(scale));
            reflect(a, v, k);
            reflectors[k] = v;
        }
        diagonal[0] = n == 0 ? 0 : a[0][0];
        return product(reflectors, n);
    }

    /** {@code (I - v v') A (I - v v')} on the first k rows and columns; v v = 2. */
    private static void reflect(double[][] a, double[] v, int k) {
        double[] p = new double[k];
        for (int r = 0; r < k; r++) {
            p[r] = Vectors.dot(a[r], v, k);
        }
        Vectors.addScaled(p, v, -Vectors.dot(v, p) / 2);
        for (int r = 0; r < k; r++) {
            Vectors.addScaled(a[r], v, -p[r], k);
            Vectors.addScaled(a[r], p, -v[r], k);
        }
    }

    private static double[][] product(double[][] reflectors, int n) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            rows[i][i] = 1;
        }
        for (int k = 1; k < n; k++) {
            double[] v = reflectors[k];
            if (v == null) {
                continue;
            }
            // The first k rows so far touch only the first k columns.
            for (int r = 0; r < k; r++) {
                Vectors.addScaled(rows[r], v, -Vectors.dot(rows[r], v, k), k);
            }
        }
        return rows;
    }

    private static void diagonalise(double[] d, double[] beside, double[][] vectors) {
        int n = d.length;
        double[] e = java.util.Arrays.copyOf(java.util.Arrays.copyOfRange(beside, Math.min(1, n), n), n);
        for (int l = 0; l < n; l++) {
            for (int sweep = 0; ; sweep++) {
                int m = split(d, e, l);
                if (m == l) {
                    break;
                }
                if (sweep == SWEEPS) {
                    throw new ArithmeticException("the eigenvalues did not converge");
                }
                step(d, e, vectors, l, m);
            }
        }
    }

    private static int split(double[] d, double[] e, int l) {
        int m = l;
        while (m < d.length - 1 && Math.abs(e[m]) > Math.ulp(Math.abs(d[m]) + Math.abs(d[m + 1]))) {
            m++;
        }
        return m;
    }

    /** One implicit QL step with Wilkinson's shift between rows l and m. */
    private static void step(double[] d, double[] e, double[][] vectors, int l, int m) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.hypot(g, 1);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            rotate(vectors[i], vectors[i + 1], s, c);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void rotate(double[] low, double[] high, double s, double c) {
        for (int k = 0; k < low.length; k++) {
            double f = high[k];
            high[k] = s * low[k] + c * f;
            low[k] = c * low[k] - s * f;
        }
    }

    private static double[] signed(double[] vector) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.abs(value) > Math.abs(largest) ? value : largest;
        }
        if (largest < 0) {
            Vectors.scale(vector, -1);
        }
        return vector;
    }
}
