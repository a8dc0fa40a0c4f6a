package org.patchbank.scoring.map;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;

/** A map that is blank outside a region of interest, and inside is divided by how much of its smoothing lay inside. */
final class MaskedRows implements MapRows {
    /** A pixel that no patch inside comes near to has nothing to show. */
    private static final float LEAST_WEIGHT = 1e-6f;

    private final MapRows scores;
    private final MapRows weights;
    private final IntFunction<BitSet> pixels;
    private final float blank;

    /** @param blank what pixels outside get */
    MaskedRows(MapRows scores, MapRows weights, IntFunction<BitSet> pixels, float blank) {
        this.scores = scores;
        this.weights = weights;
        this.pixels = pixels;
        this.blank = blank;
    }

    @Override
    public int width() {
        return scores.width();
    }

    @Override
    public int height() {
        return scores.height();
    }

    @Override
    public void row(int y, float[] line) {
        BitSet shown = pixels.apply(y);
        if (shown.isEmpty()) {
            Arrays.fill(line, 0, width(), blank);
            return;
        }
        float[] weight = new float[width()];
        scores.row(y, line);
        weights.row(y, weight);
        for (int x = 0; x < weight.length; x++) {
            line[x] = shown.get(x) && weight[x] > LEAST_WEIGHT ? line[x] / weight[x] : blank;
        }
    }
}
