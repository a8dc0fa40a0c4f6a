package org.patchbank.detector.search;

import static org.patchbank.detector.kernel.Kernel.PANEL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Heads of sketches, and the norms of their rests, packed for the kernel's products; rows are added one by one. */
public final class Panels {
    private final List<float[]> panels = new ArrayList<>();
    private final boolean lessHalf;
    private int rows;

    /** @param lessHalf whether products come out less half the row's squared norm */
    public Panels(boolean lessHalf) {
        this.lessHalf = lessHalf;
    }

    public void add(Sketch sketch, int row) {
        float[] head = new float[Sketch.WIDTH];
        sketch.copyHead(row, head, 0);
        add(head, 0, lessHalf ? sketch.half(row) : 0, sketch.firstRest(row));
    }

    /**
     * @param half what products come out less
     * @param firstRest the norm of what is left after the first coordinates
     */
    private void add(float[] heads, int offset, float half, float firstRest) {
        int column = rows % PANEL;
        if (column == 0) {
            float[] panel = new float[PANEL * (Sketch.WIDTH + 2)];
            Arrays.fill(panel, 0, PANEL, Float.NEGATIVE_INFINITY);
            panels.add(panel);
        }
        float[] panel = panels.get(rows / PANEL);
        panel[column] = -half;
        for (int k = 0; k < Sketch.WIDTH; k++) {
            panel[PANEL * (k + 1) + column] = heads[offset + k];
        }
        panel[PANEL * (Sketch.WIDTH + 1) + column] = firstRest;
        rows++;
    }

    /** The means of the panels' rows, packed again: the product with one tells how close a query is to that panel. */
    Panels means() {
        Panels means = new Panels(true);
        for (int p = 0; p < panels.size(); p++) {
            int filled = Math.min(PANEL, rows - p * PANEL);
            float[] mean = new float[Sketch.WIDTH];
            double norm = 0;
            for (int k = 0; k < Sketch.WIDTH; k++) {
                for (int c = 0; c < filled; c++) {
                    mean[k] += panels.get(p)[PANEL * (k + 1) + c] / filled;
                }
                norm += (double) mean[k] * mean[k];
            }
            means.add(mean, 0, (float) (norm / 2), 0);
        }
        return means;
    }

    int rows() {
        return rows;
    }

    public int count() {
        return panels.size();
    }

    public float[] get(int panel) {
        return panels.get(panel);
    }
}
