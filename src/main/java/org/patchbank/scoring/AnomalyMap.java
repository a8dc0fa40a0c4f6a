package org.patchbank.scoring;

import java.util.Arrays;

/** An anomaly score for each pixel of an image. */
public final class AnomalyMap {
    private final int width;
    private final int height;
    private final float[] values;

    /** @param values [height, width], row by row; kept, not copied */
    public AnomalyMap(int width, int height, float[] values) {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException(values.length + " values do not fit " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.values = values;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The values themselves, row by row; read only by convention, for speed. */
    public float[] values() {
        return values;
    }

    public float at(int x, int y) {
        return values[y * width + x];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnomalyMap that && width == that.width && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
