package org.patchbank.detector;

import java.util.function.DoubleConsumer;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/** A detector that scores every patch by its embedding alone, wherever it lies. */
public abstract class RowDetector implements Detector {
    private static final int ROWS_AT_ONCE = 64;

    private final int dimension;
    private final Parallel parallel;

    protected RowDetector(int dimension, Parallel parallel) {
        this.dimension = dimension;
        this.parallel = parallel;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /**
     * Scores embeddings.
     *
     * @param values holds [count, dimension] from {@code offset} on
     * @param scores filled from {@code first} on
     */
    protected abstract void score(float[] values, int offset, int count, float[] scores, int first);

    @Override
    public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
        if (embeddings.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "embeddings of dimension %d for a model of %d".formatted(embeddings.dimension(), dimension));
        }
        int patches = embeddings.grid().size();
        PatchMask inside = embeddings.inside();
        float[] scores = new float[patches];
        parallel.forEach((patches + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE, block -> {
            int from = block * ROWS_AT_ONCE;
            int count = Math.min(ROWS_AT_ONCE, patches - from);
            if (anyInside(inside, from, count)) {
                score(embeddings.values(), from * dimension, count, scores, from);
            }
        });
        float most = Float.NEGATIVE_INFINITY;
        for (int patch = 0; patch < patches; patch++) {
            if (inside.contains(patch)) {
                most = Math.max(most, scores[patch]);
            } else {
                scores[patch] = 0;
            }
        }
        largest.accept(most == Float.NEGATIVE_INFINITY ? 0 : most);
        return new PatchScores(embeddings.grid(), scores, new int[0], inside);
    }

    private static boolean anyInside(PatchMask inside, int from, int count) {
        for (int patch = from; patch < from + count; patch++) {
            if (inside.contains(patch)) {
                return true;
            }
        }
        return false;
    }
}
