package org.patchbank.image;

import java.util.Arrays;

/** The two passes over 8-bit samples, in fixed point. */
final class Resize8 {
    private static final int HALF = 1 << (ResizeTable.PRECISION - 1);

    private Resize8() {}

    static void greyRows(byte[] source, int width, int height, ResizeTable table, byte[] target) {
        int[] starts = table.starts();
        int[] counts = table.counts();
        int[] weights = table.weights();
        int size = table.size();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < size; x++) {
                int from = y * width + starts[x];
                int weight = x * table.taps();
                int sum = HALF;
                for (int i = 0; i < counts[x]; i++) {
                    sum += (source[from + i] & 0xff) * weights[weight + i];
                }
                target[y * size + x] = clipped(sum);
            }
        }
    }

    static void colourRows(byte[] source, int width, int height, ResizeTable table, byte[] target) {
        int[] weights = table.weights();
        int size = table.size();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < size; x++) {
                int from = (y * width + table.starts()[x]) * 3;
                int weight = x * table.taps();
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                for (int i = 0; i < table.counts()[x]; i++, from += 3) {
                    int w = weights[weight + i];
                    red += (source[from] & 0xff) * w;
                    green += (source[from + 1] & 0xff) * w;
                    blue += (source[from + 2] & 0xff) * w;
                }
                int to = (y * size + x) * 3;
                target[to] = clipped(red);
                target[to + 1] = clipped(green);
                target[to + 2] = clipped(blue);
            }
        }
    }

    /** Whole rows are added up at a time, which the compiler turns into vector instructions. */
    static void columns(byte[] source, int rowLength, ResizeTable table, byte[] target) {
        int[] sums = new int[rowLength];
        for (int y = 0; y < table.size(); y++) {
            Arrays.fill(sums, HALF);
            for (int i = 0; i < table.counts()[y]; i++) {
                add(source, (table.starts()[y] + i) * rowLength, table.weights()[y * table.taps() + i], sums);
            }
            for (int x = 0; x < rowLength; x++) {
                target[y * rowLength + x] = clipped(sums[x]);
            }
        }
    }

    private static void add(byte[] source, int from, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += (source[from + x] & 0xff) * weight;
        }
    }

    private static byte clipped(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> ResizeTable.PRECISION));
    }
}
