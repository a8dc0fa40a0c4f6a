package org.patchbank.image;

import java.util.Arrays;

/**
 * The two passes over 8-bit samples, in fixed point. Samples between the passes are whole numbers of 0 to 255 kept as
 * int, which the compiler can add up a whole row at a time. Weights are never negative and add up to one, so no sum
 * needs clipping.
 */
final class Resize8 {
    private static final int HALF = 1 << (ResizeTable.PRECISION - 1);
    /** Rows that share a look at the weights. */
    private static final int ROWS = 4;

    private Resize8() {}

    /** @return [height, table size, channels] */
    static int[] rows(byte[] source, int width, int height, int channels, ResizeTable table) {
        int[] target = new int[height * table.size() * channels];
        if (channels == 1) {
            greyRows(source, width, height, table, target);
        } else {
            for (int y = 0; y < height; y++) {
                colourRow(source, y * width * 3, table, target, y * table.size() * 3);
            }
        }
        return target;
    }

    private static void greyRows(byte[] source, int width, int height, ResizeTable table, int[] target) {
        int y = 0;
        for (; y + ROWS <= height; y += ROWS) {
            fourGreyRows(source, y * width, width, table, target, y * table.size());
        }
        for (; y < height; y++) {
            greyRow(source, y * width, table, target, y * table.size());
        }
    }

    private static void fourGreyRows(byte[] source, int from, int width, ResizeTable table, int[] target, int to) {
        int[] starts = table.starts();
        int[] counts = table.counts();
        int[] weights = table.weights();
        int size = table.size();
        for (int x = 0; x < size; x++) {
            int first = from + starts[x];
            int weight = x * table.taps();
            int a = HALF;
            int b = HALF;
            int c = HALF;
            int d = HALF;
            for (int i = 0; i < counts[x]; i++) {
                int w = weights[weight + i];
                int at = first + i;
                a += (source[at] & 0xff) * w;
                b += (source[at + width] & 0xff) * w;
                c += (source[at + 2 * width] & 0xff) * w;
                d += (source[at + 3 * width] & 0xff) * w;
            }
            target[to + x] = a >> ResizeTable.PRECISION;
            target[to + x + size] = b >> ResizeTable.PRECISION;
            target[to + x + 2 * size] = c >> ResizeTable.PRECISION;
            target[to + x + 3 * size] = d >> ResizeTable.PRECISION;
        }
    }

    private static void greyRow(byte[] source, int from, ResizeTable table, int[] target, int to) {
        int[] weights = table.weights();
        for (int x = 0; x < table.size(); x++) {
            int at = from + table.starts()[x];
            int weight = x * table.taps();
            int sum = HALF;
            for (int i = 0; i < table.counts()[x]; i++) {
                sum += (source[at + i] & 0xff) * weights[weight + i];
            }
            target[to + x] = sum >> ResizeTable.PRECISION;
        }
    }

    private static void colourRow(byte[] source, int from, ResizeTable table, int[] target, int to) {
        int[] starts = table.starts();
        int[] counts = table.counts();
        int[] weights = table.weights();
        int size = table.size();
        for (int x = 0; x < size; x++) {
            int at = from + starts[x] * 3;
            int weight = x * table.taps();
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int i = 0; i < counts[x]; i++, at += 3) {
                int w = weights[weight + i];
                red += (source[at] & 0xff) * w;
                green += (source[at + 1] & 0xff) * w;
                blue += (source[at + 2] & 0xff) * w;
            }
            target[to + x * 3] = red >> ResizeTable.PRECISION;
            target[to + x * 3 + 1] = green >> ResizeTable.PRECISION;
            target[to + x * 3 + 2] = blue >> ResizeTable.PRECISION;
        }
    }

    /** @return [table size, row length] */
    static int[] columns(int[] source, int rowLength, ResizeTable table) {
        int[] target = new int[rowLength * table.size()];
        int[] sums = new int[rowLength];
        for (int y = 0; y < table.size(); y++) {
            Arrays.fill(sums, HALF);
            for (int i = 0; i < table.counts()[y]; i++) {
                add(source, (table.starts()[y] + i) * rowLength, table.weights()[y * table.taps() + i], sums);
            }
            shift(sums, target, y * rowLength);
        }
        return target;
    }

    private static void add(int[] source, int from, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += source[from + x] * weight;
        }
    }

    private static void shift(int[] sums, int[] target, int to) {
        for (int x = 0; x < sums.length; x++) {
            target[to + x] = sums[x] >> ResizeTable.PRECISION;
        }
    }

    static int[] widened(byte[] samples) {
        int[] wide = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            wide[i] = samples[i] & 0xff;
        }
        return wide;
    }

    static byte[] narrowed(int[] samples) {
        byte[] narrow = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            narrow[i] = (byte) samples[i];
        }
        return narrow;
    }
}
