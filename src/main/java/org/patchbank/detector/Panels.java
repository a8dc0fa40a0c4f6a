package org.patchbank.detector;

import static org.patchbank.detector.kernel.Kernel.PANEL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Heads of sketches packed for the kernel's products; rows are added one by one. */
final class Panels {
    private final List<float[]> panels = new ArrayList<>();
    private final boolean lessHalf;
    private int rows;

    /** @param lessHalf whether products come out less half the row's squared norm */
    Panels(boolean lessHalf) {
        this.lessHalf = lessHalf;
    }

    void add(Sketch sketch, int row) {
        int column = rows % PANEL;
        if (column == 0) {
            float[] panel = new float[PANEL * (Sketch.WIDTH + 1)];
            Arrays.fill(panel, 0, PANEL, Float.NEGATIVE_INFINITY);
            panels.add(panel);
        }
        float[] panel = panels.get(rows / PANEL);
        panel[column] = lessHalf ? -sketch.half(row) : 0;
        for (int k = 0; k < Sketch.WIDTH; k++) {
            panel[PANEL * (k + 1) + column] = sketch.heads()[row * Sketch.WIDTH + k];
        }
        rows++;
    }

    int rows() {
        return rows;
    }

    int count() {
        return panels.size();
    }

    float[] get(int panel) {
        return panels.get(panel);
    }
}
