package org.patchbank.embedding;

/** What one backbone layer puts out for one image. */
public final class FeatureMap {
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

    /** [height, width, channels]; may be the values themselves, so read only. */
    float[] cells() {
        if (channelsLast) {
            return values;
        }
        int cells = height * width;
        float[] turned = new float[values.length];
        for (int channel = 0; channel < channels; channel += BLOCK) {
            int end = Math.min(channels, channel + BLOCK);
            for (int cell = 0; cell < cells; cell++) {
                for (int c = channel; c < end; c++) {
                    turned[cell * channels + c] = values[c * cells + cell];
                }
            }
        }
        return turned;
    }

    /** Channels turned at a time: one cache line of floats. */
    private static final int BLOCK = 16;
}
