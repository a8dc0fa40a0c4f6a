package org.patchbank.detector.gaussian;

/** A Gaussian by the plainest of code, to compare with: no factor, no stream, no floats. */
record PlainGaussian(double[] mean, double[][] covariance) {
    /** Of rows, with S divided by n - 1 and {@code added} on every variance. */
    static PlainGaussian of(double[][] rows, double added) {
        double[] mean = mean(rows);
        double[][] covariance = scatter(rows, mean);
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                covariance[i][j] = covariance[i][j] / (rows.length - 1) + (i == j ? added : 0);
            }
        }
        return new PlainGaussian(mean, covariance);
    }

    /**
     * Shrunk as Ledoit and Wolf (2004) say: with S = X'X / n, m = tr S / p, d^2 = |S - m I|^2 and b^2 = min(d^2, sum |x x' - S|^2 / n^2),
     * |A|^2 = tr AA' / p, the covariance is b^2 / d^2 m I + (1 - b^2 / d^2) S.
     */
    static PlainGaussian ledoitWolf(double[][] rows) {
        double[] mean = mean(rows);
        int p = mean.length;
        double[][] s = scatter(rows, mean);
        double trace = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                s[i][j] /= rows.length;
            }
            trace += s[i][i];
        }
        double d2 = 0;
        double b2 = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                d2 += Math.pow(s[i][j] - (i == j ? trace / p : 0), 2) / p;
                for (double[] row : rows) {
                    b2 += Math.pow((row[i] - mean[i]) * (row[j] - mean[j]) - s[i][j], 2)
                            / p
                            / rows.length
                            / rows.length;
                }
            }
        }
        double shrinkage = Math.min(b2, d2) / d2;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                s[i][j] = (1 - shrinkage) * s[i][j] + (i == j ? shrinkage * trace / p : 0);
            }
        }
        return new PlainGaussian(mean, s);
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    static double[][] scatter(double[][] rows, double[] mean) {
        double[][] scatter = new double[mean.length][mean.length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    scatter[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]);
                }
            }
        }
        return scatter;
    }

    /** sqrt((x - m)' S^-1 (x - m)), by Gauss's elimination. */
    double distance(double[] x) {
        int p = mean.length;
        double[][] system = new double[p][p + 1];
        for (int i = 0; i < p; i++) {
            System.arraycopy(covariance[i], 0, system[i], 0, p);
            system[i][p] = x[i] - mean[i];
        }
        for (int pivot = 0; pivot < p; pivot++) {
            for (int row = 0; row < p; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column <= p; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < p; i++) {
            sum += (x[i] - mean[i]) * system[i][p] / system[i][i];
        }
        return Math.sqrt(sum);
    }
}
