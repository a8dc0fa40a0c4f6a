package org.patchbank.scoring.map;

import java.util.Arrays;

/** An anomaly score for each pixel of an image. */
public final class AnomalyMap implements MapRows {
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

    /** Takes all rows of a map into memory. */
    public static AnomalyMap of(MapRows rows) {
        int width = rows.width();
        float[] values = new float[width * rows.height()];
        float[] line = new float[width];
        for (int y = 0; y < rows.height(); y++) {
            rows.row(y, line);
            System.arraycopy(line, 0, values, y * width, width);
        }
        return new AnomalyMap(width, rows.height(), values);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void row(int y, float[] line) {
        System.arraycopy(values, y * width, line, 0, width);
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
