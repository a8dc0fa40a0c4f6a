package org.patchbank.scoring.map;

import org.patchbank.patch.PatchGrid;

/** A map as it is drawn from patch scores: each row of pixels is a weighted sum of few wide rows. */
final class DrawnRows implements MapRows {
    private final int width;
    /** The scores with every row brought to the image's width: [rows of the grid, width]. */
    private final float[] wide;

    private final AxisMatrix rows;

    DrawnRows(PatchGrid grid, float[] scores, AxisMatrix columns, AxisMatrix rows) {
        this.width = columns.pixels();
        this.wide = widen(grid, scores, columns);
        this.rows = rows;
    }

    private static float[] widen(PatchGrid grid, float[] scores, AxisMatrix columns) {
        int width = columns.pixels();
        float[] wide = new float[grid.rows() * width];
        for (int x = 0; x < width; x++) {
            int start = columns.start(x);
            float[] band = columns.band(x);
            for (int row = 0; row < grid.rows(); row++) {
                int from = row * grid.columns() + start;
                float sum = 0;
                for (int i = 0; i < band.length; i++) {
                    sum += band[i] * scores[from + i];
                }
                wide[row * width + x] = sum;
            }
        }
        return wide;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return rows.pixels();
    }

    @Override
    public void row(int y, float[] line) {
        float[] band = rows.band(y);
        int from = rows.start(y) * width;
        scale(from, band[0], line);
        int i = 1;
        for (; i + 1 < band.length; i += 2) {
            addTwo(from + i * width, band[i], from + (i + 1) * width, band[i + 1], line);
        }
        if (i < band.length) {
            addOne(from + i * width, band[i], line);
        }
    }

    private void scale(int from, float weight, float[] line) {
        for (int x = 0; x < width; x++) {
            line[x] = weight * wide[from + x];
        }
    }

    private void addOne(int from, float weight, float[] line) {
        for (int x = 0; x < width; x++) {
            line[x] += weight * wide[from + x];
        }
    }

    private void addTwo(int from, float weight, int from2, float weight2, float[] line) {
        for (int x = 0; x < width; x++) {
            line[x] += weight * wide[from + x] + weight2 * wide[from2 + x];
        }
    }
}
