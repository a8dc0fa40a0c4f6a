package org.patchbank.scoring.map;

import java.util.Arrays;

/**
 * What becomes of one axis of a patch grid on its way to the image: enlarge to the input size, smooth, bring to the image's size. All
 * three are linear, so together they are one matrix [pixels, cells]; each row has few neighbouring cells that count, its band. Only
 * bands are kept, also on the way there, so a long axis costs no more than its pixels.
 */
final class AxisMatrix {
    private static final double TRUNCATE = 4;

    private final int[] starts;
    private final float[][] bands;

    private AxisMatrix(int[] starts, float[][] bands) {
        this.starts = starts;
        this.bands = bands;
    }

    /**
     * @param inputSize pixels of the axis while it is smoothed
     * @param sigma of the Gaussian, in those pixels
     */
    static AxisMatrix of(int cells, int inputSize, double sigma, int pixels) {
        Band[] smoothed = smooth(enlargement(cells, inputSize), sigma, cells);
        Band[] toImage = enlargement(inputSize, pixels);
        int[] starts = new int[pixels];
        float[][] bands = new float[pixels][];
        double[] row = new double[cells];
        for (int pixel = 0; pixel < pixels; pixel++) {
            Band sources = toImage[pixel];
            Band band = Band.sum(row, smoothed, sources.weights, i -> sources.start + i);
            starts[pixel] = band.start;
            bands[pixel] = band.floats();
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

    /** Bilinear, corners not aligned: band {@code to} holds the weights of the cells that pixel mixes. */
    private static Band[] enlargement(int from, int to) {
        Band[] matrix = new Band[to];
        for (int i = 0; i < to; i++) {
            double source = Math.max(0, (i + 0.5) * from / to - 0.5);
            int low = Math.min((int) source, from - 1);
            double share = source - low;
            matrix[i] = low + 1 < from && share != 0
                    ? new Band(low, new double[] {1 - share, share})
                    : new Band(low, new double[] {1});
        }
        return matrix;
    }

    private static Band[] smooth(Band[] rows, double sigma, int cells) {
        int radius = (int) Math.floor(TRUNCATE * sigma + 0.5);
        double[] kernel = new double[2 * radius + 1];
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = Math.exp(-0.5 * i * i / (sigma * sigma));
        }
        double sum = Arrays.stream(kernel).sum();
        double[] weights = Arrays.stream(kernel).map(weight -> weight / sum).toArray();
        Band[] smoothed = new Band[rows.length];
        double[] row = new double[cells];
        for (int i = 0; i < rows.length; i++) {
            int first = i - radius;
            smoothed[i] = Band.sum(row, rows, weights, j -> mirrored(first + j, rows.length));
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

    /** The part of a row that is not zero. */
    private record Band(int start, double[] weights) {
        /**
         * A weighted sum of bands.
         *
         * @param row all zeros, one a cell; so again afterwards
         */
        static Band sum(double[] row, Band[] bands, double[] weights, java.util.function.IntUnaryOperator which) {
            int from = row.length;
            int to = 0;
            for (int i = 0; i < weights.length; i++) {
                Band band = bands[which.applyAsInt(i)];
                for (int j = 0; j < band.weights.length; j++) {
                    row[band.start + j] += weights[i] * band.weights[j];
                }
                from = Math.min(from, band.start);
                to = Math.max(to, band.start + band.weights.length);
            }
            Band sum = new Band(from, Arrays.copyOfRange(row, from, to));
            Arrays.fill(row, from, to, 0);
            return sum;
        }

        float[] floats() {
            float[] floats = new float[weights.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) weights[i];
            }
            return floats;
        }
    }
}
