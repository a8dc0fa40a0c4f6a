package org.patchbank.evaluation.metrics;

import java.util.BitSet;
import org.patchbank.scoring.map.Runs;

/** Which pixels of an image are defective. */
public final class DefectMask {
    private final int width;
    private final int height;
    private final BitSet defective;

    /** @param defective pixel numbers, counted row by row; kept, not copied */
    public DefectMask(int width, int height, BitSet defective) {
        if (width < 1 || height < 1 || defective.length() > width * height) {
            throw new IllegalArgumentException(
                    "pixel %d is outside %d x %d".formatted(defective.length(), width, height));
        }
        this.width = width;
        this.height = height;
        this.defective = defective;
    }

    /** The mask of a good image. */
    public static DefectMask empty(int width, int height) {
        return new DefectMask(width, height, new BitSet());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean isDefective(int x, int y) {
        return defective.get(y * width + x);
    }

    /** How many pixels are defective. */
    public int area() {
        return defective.cardinality();
    }

    /** The defective pixels as runs, from which connected regions follow. */
    Runs runs() {
        Runs runs = new Runs();
        int pixel = defective.nextSetBit(0);
        while (pixel >= 0) {
            int row = pixel / width;
            int end = Math.min(defective.nextClearBit(pixel), (row + 1) * width);
            runs.add(row, pixel - row * width, end - row * width);
            pixel = defective.nextSetBit(end);
        }
        return runs;
    }

    BitSet defective() {
        return defective;
    }
}
