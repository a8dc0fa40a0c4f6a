package org.patchbank.image;

import java.util.Arrays;

/** The two passes over 16-bit samples, in floating point. */
final class Resize16 {
    private Resize16() {}

    /** @return [height, table size, channels] */
    static short[] rows(short[] source, int width, int height, int channels, ResizeTable table) {
        float[] weights = table.exact();
        int size = table.size();
        short[] target = new short[height * size * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < channels; c++) {
                    int from = (y * width + table.starts()[x]) * channels + c;
                    float sum = 0;
                    for (int i = 0; i < table.counts()[x]; i++) {
                        sum += (source[from + i * channels] & 0xffff) * weights[x * table.taps() + i];
                    }
                    target[(y * size + x) * channels + c] = rounded(sum);
                }
            }
        }
        return target;
    }

    /** @return [table size, row length] */
    static short[] columns(short[] source, int rowLength, ResizeTable table) {
        short[] target = new short[rowLength * table.size()];
        float[] sums = new float[rowLength];
        for (int y = 0; y < table.size(); y++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < table.counts()[y]; i++) {
                int from = (table.starts()[y] + i) * rowLength;
                float weight = table.exact()[y * table.taps() + i];
                for (int x = 0; x < rowLength; x++) {
                    sums[x] += (source[from + x] & 0xffff) * weight;
                }
            }
            for (int x = 0; x < rowLength; x++) {
                target[y * rowLength + x] = rounded(sums[x]);
            }
        }
        return target;
    }

    private static short rounded(float sum) {
        return (short) Math.max(0, Math.min(0xffff, Math.round(sum)));
    }
}
