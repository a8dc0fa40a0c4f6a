package org.patchbank.scoring;

import java.util.Arrays;

/**
 * What becomes of one axis of a patch grid on its way to the image: enlarge to the input size, smooth, bring to the image's size. All
 * three are linear, so together they are one matrix [pixels, cells]; each row has few neighbouring cells that count, its band.
 */
final class AxisMatrix {
    private static final double SIGMA_AT_224 = 4;
    private static final double TRUNCATE = 4;

    private final int[] starts;
    private final float[][] bands;

    private AxisMatrix(int[] starts, float[][] bands) {
        this.starts = starts;
        this.bands = bands;
    }

    static AxisMatrix of(int cells, int inputSize, int pixels) {
        double[][] smoothed = smooth(enlargement(cells, inputSize), SIGMA_AT_224 * inputSize / 224);
        double[][] toImage = enlargement(inputSize, pixels);
        int[] starts = new int[pixels];
        float[][] bands = new float[pixels][];
        for (int pixel = 0; pixel < pixels; pixel++) {
            double[] row = new double[cells];
            addScaledRows(row, toImage[pixel], smoothed);
            int start = firstNonZero(row);
            starts[pixel] = start;
            bands[pixel] = band(row, start);
        }
        return new AxisMatrix(starts, bands);
    }

    int pixels() {
        return starts.length;
    }

    /** First cell that counts for a pixel. */
    int start(int pixel) {
        return starts[pixel];
    }

    /** Weights of the cells from {@link #start} on. */
    float[] band(int pixel) {
        return bands[pixel];
    }

    /** Bilinear, corners not aligned: row {@code to} holds the weights of the cells that pixel mixes. */
    private static double[][] enlargement(int from, int to) {
        double[][] matrix = new double[to][from];
        for (int i = 0; i < to; i++) {
            double source = Math.max(0, (i + 0.5) * from / to - 0.5);
            int low = Math.min((int) source, from - 1);
            int high = Math.min(low + 1, from - 1);
            double share = source - low;
            matrix[i][low] += 1 - share;
            matrix[i][high] += share;
        }
        return matrix;
    }

    private static double[][] smooth(double[][] rows, double sigma) {
        int radius = (int) Math.floor(TRUNCATE * sigma + 0.5);
        double[] kernel = new double[2 * radius + 1];
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = Math.exp(-0.5 * i * i / (sigma * sigma));
        }
        double sum = Arrays.stream(kernel).sum();
        double[][] smoothed = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = -radius; j <= radius; j++) {
                addScaled(smoothed[i], kernel[j + radius] / sum, rows[mirrored(i + j, rows.length)]);
            }
        }
        return smoothed;
    }

    /** Reflects a position at the centres of the first and the last pixel, as often as it takes. */
    private static int mirrored(int position, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int folded = Math.floorMod(position, period);
        return folded < size ? folded : period - folded;
    }

    private static void addScaledRows(double[] sum, double[] weights, double[][] rows) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                addScaled(sum, weights[i], rows[i]);
            }
        }
    }

    private static void addScaled(double[] sum, double weight, double[] row) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[i];
        }
    }

    private static int firstNonZero(double[] row) {
        int first = 0;
        while (row[first] == 0) {
            first++;
        }
        return first;
    }

    private static float[] band(double[] row, int start) {
        int end = row.length;
        while (row[end - 1] == 0) {
            end--;
        }
        float[] band = new float[end - start];
        for (int i = 0; i < band.length; i++) {
            band[i] = (float) row[start + i];
        }
        return band;
    }
}
