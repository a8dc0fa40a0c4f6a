package org.patchbank.detector.coreset;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.search.Panels;
import org.patchbank.detector.search.Sketch;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** One run of {@link Coreset}. Positions count the candidates, rows the table. */
final class GreedySelection {
    private static final int POOL = 4096;
    private static final int POINTS_AT_ONCE = 64;

    private final EmbeddingTable table;
    private final Sketch sketch;
    private final int[] candidates;
    private final Parallel parallel;
    private final Kernel kernel;

    /** Squared distance to the chosen rows that the position has been compared with: an upper bound. */
    private final float[] bounds;
    /** With how many chosen rows, in order of choice, the position has been compared. */
    private final int[] compared;

    private final int[] chosen;
    private int chosenCount;
    private final Panels chosenPanels = new Panels(true);
    /** Candidates no farther than this are not chosen. */
    private double radius;

    GreedySelection(EmbeddingTable table, Sketch sketch, int[] candidates, int size, Parallel parallel, Kernel kernel) {
        this.table = table;
        this.sketch = sketch;
        this.candidates = candidates;
        this.parallel = parallel;
        this.kernel = kernel;
        bounds = new float[candidates.length];
        compared = new int[candidates.length];
        chosen = new int[size];
    }

    /** @param first the position that is chosen first */
    int[] run(int first, IntPredicate goOn) {
        choose(first);
        compareAllWithFirst();
        return chooseTheRest(goOn);
    }

    /** @param distances for each position its squared distance to rows chosen before */
    int[] runFrom(float[] distances, IntPredicate goOn) {
        System.arraycopy(distances, 0, bounds, 0, bounds.length);
        return chooseTheRest(goOn);
    }

    /** As above, until every candidate lies within a distance of a chosen row. */
    int[] runWithin(double within, float[] distances) {
        radius = within;
        return runFrom(distances, count -> true);
    }

    private int[] chooseTheRest(IntPredicate goOn) {
        PoolSelection selection = new PoolSelection(bounds);
        while (chosenCount < chosen.length) {
            if (!goOn.test(chosenCount)) {
                throw new CancellationException("the coreset was cancelled");
            }
            PoolSelection.Pool pool = selection.largest(POOL);
            refresh(pool.positions());
            if (!chooseFrom(pool)) {
                return Arrays.copyOf(chosen, chosenCount);
            }
        }
        return chosen;
    }

    private void choose(int position) {
        int row = candidates[position];
        chosen[chosenCount++] = row;
        chosenPanels.add(sketch, row);
    }

    private void compareAllWithFirst() {
        int block = 4096;
        parallel.forEach((candidates.length + block - 1) / block, b -> {
            RowDistances distances = new RowDistances(table, kernel);
            for (int i = b * block; i < Math.min(candidates.length, (b + 1) * block); i++) {
                bounds[i] = distances.squared(candidates[i], chosen[0]);
                compared[i] = 1;
            }
        });
    }

    /** Compares positions with every row chosen since they were last compared. */
    private void refresh(int[] pool) {
        int[] byAge = sortedByCompared(pool);
        int blocks = (byAge.length + POINTS_AT_ONCE - 1) / POINTS_AT_ONCE;
        parallel.forEach(blocks, b -> {
            int from = b * POINTS_AT_ONCE;
            refreshBlock(Arrays.copyOfRange(byAge, from, Math.min(byAge.length, from + POINTS_AT_ONCE)));
        });
    }

    private int[] sortedByCompared(int[] pool) {
        long[] keys = new long[pool.length];
        for (int i = 0; i < pool.length; i++) {
            keys[i] = (long) compared[pool[i]] << Integer.SIZE | pool[i];
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private void refreshBlock(int[] positions) {
        int padded = (positions.length + TILE - 1) / TILE * TILE;
        int stride = Sketch.WIDTH + 1;
        float[] heads = new float[padded * stride];
        float[] limits = new float[padded];
        Arrays.fill(limits, Float.MAX_VALUE);
        float[] products = new float[TILE * PANEL];
        RowDistances distances = new RowDistances(table, kernel);
        for (int i = 0; i < positions.length; i++) {
            int row = candidates[positions[i]];
            sketch.copyHead(row, heads, i * stride);
            heads[i * stride + Sketch.WIDTH] = sketch.firstRest(row);
            limits[i] = sketch.half(row) - bounds[positions[i]] / 2;
        }
        for (int p = compared[positions[0]] / PANEL; p < chosenPanels.count(); p++) {
            for (int tile = 0; tile < positions.length; tile += TILE) {
                if (compared[positions[tile]] >= (p + 1) * PANEL) {
                    break;
                }
                long above = kernel.tileAboveInSteps(
                        heads,
                        tile * stride,
                        stride,
                        Sketch.FIRST,
                        Sketch.WIDTH,
                        chosenPanels.get(p),
                        limits,
                        tile,
                        products);
                for (; above != 0; above &= above - 1) {
                    int group = Long.numberOfTrailingZeros(above) * kernel.group();
                    int i = tile + group / PANEL;
                    int span = kernel.span(products, group, limits[i]);
                    int end = group + (span >> Byte.SIZE);
                    for (int at = group + (span & 0xff); at < end; at++) {
                        if (products[at] > limits[i]) {
                            lower(positions[i], p * PANEL + at % PANEL, products[at], limits, i, distances);
                        }
                    }
                }
            }
        }
        for (int position : positions) {
            compared[position] = chosenCount;
        }
    }

    private void lower(int position, int choice, float product, float[] limits, int i, RowDistances distances) {
        int row = candidates[position];
        if (sketch.refine(kernel, product, row, chosen[choice]) < limits[i]) {
            return;
        }
        float distance = distances.squared(row, chosen[choice]);
        if (distance < bounds[position]) {
            bounds[position] = distance;
            limits[i] = sketch.half(row) - distance / 2;
        }
    }

    /**
     * Chooses the farthest of the pool while no position outside can be farther.
     *
     * @return false if every candidate is near enough to a chosen row
     */
    private boolean chooseFrom(PoolSelection.Pool pool) {
        UpToDatePool current = new UpToDatePool(pool.positions());
        while (chosenCount < chosen.length) {
            int best = current.farthest();
            int position = pool.positions()[best];
            if (near(bounds[position]) && near(pool.outsideBound())) {
                return false;
            }
            if (!pool.comesBeforeOutside(bounds[position], position)) {
                break;
            }
            choose(position);
            current.compareWith(candidates[position]);
        }
        for (int position : pool.positions()) {
            compared[position] = chosenCount;
        }
        return true;
    }

    private boolean near(float squaredDistance) {
        return Math.sqrt(squaredDistance) <= radius;
    }

    /** The pool, packed so that one new choice is compared with all of it in one sweep. */
    private final class UpToDatePool {
        private final int[] positions;
        private final Panels panels = new Panels(false);
        private final float[] limits;
        private final int[] farthest;
        private final float[] products = new float[PANEL];
        private final float[] head = new float[Sketch.WIDTH];
        private final RowDistances distances = new RowDistances(table, kernel);

        /** @param positions ascending */
        UpToDatePool(int[] positions) {
            this.positions = positions;
            for (int position : positions) {
                panels.add(sketch, candidates[position]);
            }
            limits = new float[panels.count() * PANEL];
            Arrays.fill(limits, Float.MAX_VALUE);
            farthest = new int[panels.count()];
            for (int i = 0; i < positions.length; i++) {
                tighten(i);
            }
            for (int p = 0; p < farthest.length; p++) {
                findFarthest(p);
            }
        }

        int farthest() {
            int best = farthest[0];
            for (int p = 1; p < farthest.length; p++) {
                if (bounds[positions[farthest[p]]] > bounds[positions[best]]) {
                    best = farthest[p];
                }
            }
            return best;
        }

        void compareWith(int row) {
            sketch.copyHead(row, head, 0);
            for (int p = 0; p < farthest.length; p++) {
                kernel.column(head, 0, Sketch.WIDTH, panels.get(p), 0, products);
                long hits = kernel.above(products, 0, sketch.half(row), limits, p * PANEL);
                boolean changed = false;
                for (; hits != 0; hits &= hits - 1) {
                    int column = Long.numberOfTrailingZeros(hits);
                    changed |= lower(p * PANEL + column, products[column], row);
                }
                if (changed) {
                    findFarthest(p);
                }
            }
        }

        private boolean lower(int i, float product, int row) {
            int own = candidates[positions[i]];
            if (sketch.refine(kernel, product, own, row) - sketch.half(row) < limits[i]) {
                return false;
            }
            float distance = distances.squared(own, row);
            if (distance >= bounds[positions[i]]) {
                return false;
            }
            bounds[positions[i]] = distance;
            tighten(i);
            return true;
        }

        private void tighten(int i) {
            limits[i] = sketch.half(candidates[positions[i]]) - bounds[positions[i]] / 2;
        }

        private void findFarthest(int panel) {
            int best = panel * PANEL;
            for (int i = best + 1; i < Math.min(positions.length, (panel + 1) * PANEL); i++) {
                if (bounds[positions[i]] > bounds[positions[best]]) {
                    best = i;
                }
            }
            farthest[panel] = best;
        }
    }
}
