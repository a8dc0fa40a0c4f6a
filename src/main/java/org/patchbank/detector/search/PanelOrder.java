package org.patchbank.detector.search;

import static org.patchbank.detector.kernel.Kernel.PANEL;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Puts rows that lie close to each other into the same panel: the rows are halved along the coordinate of largest variance until a
 * panel is left (the leaves of a k-d tree, Bentley 1975).
 */
final class PanelOrder {
    private static final int COORDINATES = 32;

    private final Sketch sketch;
    private final Integer[] order;

    private PanelOrder(Sketch sketch) {
        this.sketch = sketch;
        order = IntStream.range(0, sketch.rows()).boxed().toArray(Integer[]::new);
    }

    /** @return the rows in their new order */
    static int[] of(Sketch sketch) {
        PanelOrder work = new PanelOrder(sketch);
        work.split(0, sketch.rows());
        return Arrays.stream(work.order).mapToInt(row -> row).toArray();
    }

    private void split(int from, int to) {
        if (to - from <= PANEL) {
            return;
        }
        int coordinate = widest(from, to);
        Arrays.sort(
                order,
                from,
                to,
                Comparator.<Integer>comparingDouble(row -> value(row, coordinate))
                        .thenComparing(row -> row));
        int panels = (to - from + PANEL - 1) / PANEL;
        int middle = from + panels / 2 * PANEL;
        split(from, middle);
        split(middle, to);
    }

    private int widest(int from, int to) {
        int widest = 0;
        double largest = -1;
        for (int c = 0; c < COORDINATES; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = from; i < to; i++) {
                double value = value(order[i], c);
                sum += value;
                squares += value * value;
            }
            double variance = squares - sum * sum / (to - from);
            if (variance > largest) {
                largest = variance;
                widest = c;
            }
        }
        return widest;
    }

    private float value(int row, int coordinate) {
        return sketch.head(row, coordinate);
    }
}
