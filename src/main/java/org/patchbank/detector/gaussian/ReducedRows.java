package org.patchbank.detector.gaussian;

import java.util.Arrays;
import java.util.List;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.LayerCells;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/**
 * Reduces the embeddings of an image, some rows of its grid at a time and several at once. Where the embeddings are still the cells of
 * layers, it reduces these: a coarse layer has fewer of them, and their long embeddings are never made. The results are the same
 * but for rounding.
 */
final class ReducedRows {
    private static final int CELLS_AT_ONCE = 64;
    private static final int PATCHES_AT_ONCE = 200;

    private final Reduction reduction;
    private final Parallel parallel;
    /** Of the layers seen last; all embeddings of a detector have the same. */
    private volatile Parts last = new Parts(new int[0], List.of());

    private record Parts(int[] channels, List<Reduction.LayerPart> parts) {}

    /** Takes reduced embeddings of neighbouring patches. */
    @FunctionalInterface
    interface Taker {
        /** @param reduced of the patches from {@code from} to before {@code to}, one array each; may be overwritten */
        void accept(int from, int to, float[][] reduced);
    }

    ReducedRows(Reduction reduction, Parallel parallel) {
        this.reduction = reduction;
        this.parallel = parallel;
    }

    void forEach(Embeddings embeddings, Taker taker) {
        PatchGrid grid = embeddings.grid();
        int rowsAtOnce = Math.max(1, PATCHES_AT_ONCE / grid.columns());
        LayerCells layers = embeddings.layers().orElse(null);
        float[][][] coarse = layers == null ? null : coarse(layers);
        parallel.forEach((grid.rows() + rowsAtOnce - 1) / rowsAtOnce, i -> {
            int from = i * rowsAtOnce;
            int to = Math.min(grid.rows(), from + rowsAtOnce);
            float[][] reduced = layers == null ? ofValues(embeddings, from, to) : ofLayers(layers, coarse, from, to);
            taker.accept(from * grid.columns(), to * grid.columns(), reduced);
        });
    }

    private float[][] ofValues(Embeddings embeddings, int from, int to) {
        int columns = embeddings.grid().columns();
        int count = (to - from) * columns;
        float[] reduced = new float[count * reduction.to()];
        reduction.apply(embeddings.values(), from * columns * reduction.from(), count, reduced);
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(reduced, i * reduction.to(), (i + 1) * reduction.to());
        }
        return rows;
    }

    /** The reduced cells of the layers that are not the finest. */
    private float[][][] coarse(LayerCells layers) {
        List<Reduction.LayerPart> parts = parts(layers);
        float[][][] reduced = new float[parts.size()][][];
        for (int layer = 0; layer < reduced.length; layer++) {
            if (layers.isFinest(layer)) {
                continue;
            }
            float[][] cells = layers.cells(layer);
            float[][] targets = new float[cells.length][];
            Reduction.LayerPart part = parts.get(layer);
            parallel.forEach((cells.length + CELLS_AT_ONCE - 1) / CELLS_AT_ONCE, i -> {
                int first = i * CELLS_AT_ONCE;
                part.apply(cells, first, Math.min(cells.length, first + CELLS_AT_ONCE), targets);
            });
            reduced[layer] = targets;
        }
        return reduced;
    }

    private float[][] ofLayers(LayerCells layers, float[][][] coarse, int from, int to) {
        int columns = layers.grid().columns();
        float[][] rows = new float[(to - from) * columns][];
        boolean first = true;
        for (int layer = 0; layer < coarse.length; layer++) {
            if (layers.isFinest(layer)) {
                float[][] cells = Arrays.copyOfRange(layers.cells(layer), from * columns, to * columns);
                float[][] added = new float[cells.length][];
                parts(layers).get(layer).apply(cells, 0, cells.length, added);
                if (first) {
                    rows = added;
                } else {
                    add(added, rows);
                }
                first = false;
            }
        }
        if (first) {
            Arrays.setAll(rows, i -> new float[reduction.to()]);
        }
        for (int layer = 0; layer < coarse.length; layer++) {
            if (coarse[layer] != null) {
                layers.addEnlarged(layer, coarse[layer], from, to, rows);
            }
        }
        return rows;
    }

    private static void add(float[][] sources, float[][] targets) {
        for (int row = 0; row < targets.length; row++) {
            float[] source = sources[row];
            float[] target = targets[row];
            for (int i = 0; i < target.length; i++) {
                target[i] += source[i];
            }
        }
    }

    private List<Reduction.LayerPart> parts(LayerCells layers) {
        Parts known = last;
        int[] channels = layers.channels();
        if (!Arrays.equals(known.channels(), channels)) {
            known = new Parts(channels, reduction.parts(channels));
            last = known;
        }
        return known.parts();
    }
}
