package org.patchbank.detector.coreset;

import java.util.function.IntPredicate;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.search.Basis;
import org.patchbank.detector.search.Sketch;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Greedy k-center (Gonzalez 1985; the coreset of PatchCore, Roth et al. 2022, algorithm 1): again and again the row that is
 * farthest from all chosen ones. The choice is exactly that of the plain loop, ties by the lower row, whatever the number of
 * threads.
 *
 * <p>It is made lazily. A row's stored distance to the chosen ones only ever shrinks, so an old one is an upper bound. The
 * rows of largest bound form a pool; the pool is brought up to date and chosen from while its farthest row is at least as far
 * as any bound outside. Updates are filtered by {@link Sketch}. Rows need 512 bytes of sketch and 8 bytes of state.
 */
public final class Coreset {
    private final EmbeddingTable table;
    private final Sketch sketch;
    private final Parallel parallel;

    /** Prepares the table once; {@link #select} may then be called for several subsets of it. */
    public Coreset(EmbeddingTable table, Parallel parallel) {
        this.table = table;
        this.parallel = parallel;
        this.sketch = Sketch.of(table, Basis.of(table, Sketch.DIRECTIONS), parallel);
    }

    /**
     * Chooses rows.
     *
     * @param candidates the rows to choose from, ascending
     * @param size how many; fewer are chosen if fewer differ from each other
     * @param first position in {@code candidates} of the first choice
     * @param goOn told the number of rows chosen so far now and then; false ends the work
     * @return the chosen rows in the order of choice
     * @throws java.util.concurrent.CancellationException if {@code goOn} said so
     */
    public int[] select(int[] candidates, int size, int first, IntPredicate goOn) {
        if (size < 1 || size > candidates.length || first < 0 || first >= candidates.length) {
            throw new IllegalArgumentException("%d rows of %d, the first %d".formatted(size, candidates.length, first));
        }
        return new GreedySelection(table, sketch, candidates, size, parallel, Kernels.best()).run(first, goOn);
    }

    /**
     * Chooses further rows where others have been chosen already.
     *
     * @param candidates the rows to choose from, ascending
     * @param squaredDistances for each candidate its squared distance to the rows chosen before
     * @param size how many; fewer are chosen if fewer differ from each other and from those before
     * @return the chosen rows in the order of choice
     */
    public int[] grow(int[] candidates, float[] squaredDistances, int size) {
        if (size < 0 || size > candidates.length || squaredDistances.length != candidates.length) {
            throw new IllegalArgumentException(
                    "%d rows of %d with %d distances".formatted(size, candidates.length, squaredDistances.length));
        }
        return new GreedySelection(table, sketch, candidates, size, parallel, Kernels.best())
                .runFrom(squaredDistances, count -> true);
    }

    /**
     * Chooses further rows until every candidate lies within a distance of a row chosen now or before.
     *
     * @param candidates the rows to choose from, ascending
     * @param squaredDistances for each candidate its squared distance to the rows chosen before
     * @param radius the distance
     * @return the chosen rows in the order of choice; none if all candidates lie near enough already
     */
    public int[] cover(int[] candidates, float[] squaredDistances, double radius) {
        if (squaredDistances.length != candidates.length || !(radius >= 0)) {
            throw new IllegalArgumentException("%d candidates with %d distances, within %s"
                    .formatted(candidates.length, squaredDistances.length, radius));
        }
        return new GreedySelection(table, sketch, candidates, candidates.length, parallel, Kernels.best())
                .runWithin(radius, squaredDistances);
    }
}
