package org.patchbank.detector.search;

import static org.patchbank.detector.kernel.Kernel.PANEL;

/** Tails of sketches, packed for the kernel's products as {@link Panels} are, but without an initial row. */
final class TailPanels {
    private final float[][] panels;

    TailPanels(Sketch sketch) {
        panels = new float[(sketch.rows() + PANEL - 1) / PANEL][PANEL * Sketch.TAIL_WIDTH];
        float[] tail = new float[Sketch.TAIL_WIDTH];
        for (int row = 0; row < sketch.rows(); row++) {
            sketch.copyTail(row, tail, 0);
            for (int k = 0; k < tail.length; k++) {
                panels[row / PANEL][PANEL * k + row % PANEL] = tail[k];
            }
        }
    }

    float[] get(int panel) {
        return panels[panel];
    }
}
