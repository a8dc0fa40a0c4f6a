package org.patchbank.evaluation.synthetic;

import java.util.Random;

/** Gradient noise (Perlin 1985, 2002): smooth, between about -1 and 1, one lattice of random gradients. */
final class PerlinNoise {
    private final int columns;
    private final double[] gradientX;
    private final double[] gradientY;

    /**
     * @param columns cells across
     * @param rows cells down
     */
    PerlinNoise(int columns, int rows, Random random) {
        this.columns = columns;
        int nodes = (columns + 1) * (rows + 1);
        gradientX = new double[nodes];
        gradientY = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            double angle = 2 * Math.PI * random.nextDouble();
            gradientX[node] = Math.cos(angle);
            gradientY[node] = Math.sin(angle);
        }
    }

    /**
     * @param x in cells, from 0 to less than the columns
     * @param y in cells, from 0 to less than the rows
     */
    double at(double x, double y) {
        int left = (int) x;
        int top = (int) y;
        double u = fade(x - left);
        double v = fade(y - top);
        double above = mix(slope(left, top, x, y), slope(left + 1, top, x, y), u);
        double below = mix(slope(left, top + 1, x, y), slope(left + 1, top + 1, x, y), u);
        return Math.sqrt(2) * mix(above, below, v);
    }

    private double slope(int column, int row, double x, double y) {
        int node = row * (columns + 1) + column;
        return gradientX[node] * (x - column) + gradientY[node] * (y - row);
    }

    private static double fade(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }
}
