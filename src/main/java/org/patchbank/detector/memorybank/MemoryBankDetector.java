package org.patchbank.detector.memorybank;

import java.util.BitSet;
import java.util.function.DoubleConsumer;
import org.patchbank.detector.Detector;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.search.Metric;
import org.patchbank.detector.search.NearestQueries;
import org.patchbank.detector.search.NearestSearch;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.detector.search.PositionSearch;
import org.patchbank.detector.search.Reweighting;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/**
 * Scores a patch by its mean distance to the nearest rows of a bank (PatchCore, Roth et al. 2022, section 3.3), with the
 * {@link Reweighting} of equation 7 and by {@link PositionSearch} where they are asked for. Distances are exact.
 */
public final class MemoryBankDetector implements Detector {
    private static final BitSet ALL = new BitSet();

    private final int dimension;
    private final int rows;
    private final int neighbours;
    private final Metric metric;
    private final EmbeddingTransform transform;
    private final Parallel parallel;
    /** Null where rows must lie near. */
    private final NearestSearch search;
    /** Null where rows may lie anywhere. */
    private final PositionSearch near;
    /** Null for none. */
    private final Reweighting reweighting;

    /** A bank of embeddings as they are, with Euclidean distances and neither re-weighting nor positions. */
    public MemoryBankDetector(MemoryBank bank, int neighbours, Parallel parallel) {
        this(
                bank,
                EmbeddingTransform.NONE,
                BankSettings.plain(new MemoryBankModel.Size(1, java.util.OptionalInt.empty()), neighbours),
                new PatchGrid(1, 1),
                parallel);
    }

    /**
     * @param bank of transformed embeddings
     * @param grid of a view; of use with a position radius only
     * @param parallel the threads that one call may use
     */
    MemoryBankDetector(
            MemoryBank bank, EmbeddingTransform transform, BankSettings settings, PatchGrid grid, Parallel parallel) {
        this.dimension = bank.dimension();
        this.rows = bank.size();
        this.neighbours = Math.min(settings.neighbours(), bank.size());
        this.metric = settings.metric();
        this.transform = transform;
        this.parallel = parallel;
        EmbeddingTable vectors = EmbeddingTable.of(bank.vectors(), dimension);
        if (settings.positionRadius().isPresent()) {
            near = new PositionSearch(
                    vectors, bank.patches(), grid, settings.positionRadius().getAsInt(), parallel);
            search = null;
        } else {
            near = null;
            search = new NearestSearch(vectors, parallel);
        }
        reweighting = settings.reweighting().isEmpty()
                ? null
                : new Reweighting(vectors, metric, settings.reweighting().getAsInt());
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** Whether {@link #scoreWithout} can be asked for: positions and neighbourhoods are those of the whole bank. */
    public boolean leavesOut() {
        return near == null && reweighting == null;
    }

    /**
     * Scores as if some rows were not in the bank.
     *
     * @param without rows of the bank, not all
     */
    public PatchScores scoreWithout(Embeddings embeddings, BitSet without, DoubleConsumer largest) {
        if (!leavesOut()) {
            throw new IllegalStateException("a bank by position, or re-weighted, has to be opened anew");
        }
        PatchQueries queries = PatchQueries.of(embeddings);
        if (queries.size() == 0) {
            largest.accept(0);
            return PatchScores.none(embeddings);
        }
        EmbeddingTable table = transform.apply(queries.table(), parallel);
        int k = Math.min(neighbours, rows - without.cardinality());
        NearestQueries found = search.begin(table, k, metric, without);
        largest.accept(found.largest());
        return queries.scores(found.all(), 1);
    }

    @Override
    public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
        PatchQueries queries = PatchQueries.of(embeddings);
        if (queries.size() == 0) {
            largest.accept(0);
            return PatchScores.none(embeddings);
        }
        EmbeddingTable table = transform.apply(queries.table(), parallel);
        return near == null ? scoreByAll(queries, table, largest) : scoreByNear(queries, table, largest);
    }

    private PatchScores scoreByAll(PatchQueries queries, EmbeddingTable table, DoubleConsumer largest) {
        NearestQueries found = search.begin(table, neighbours, metric, ALL);
        int farthest = found.farthest();
        float weight = weight(table, farthest, found.nearestRow(farthest));
        largest.accept(weight * found.meanDistance(farthest));
        return queries.scores(found.all(), weight);
    }

    private PatchScores scoreByNear(PatchQueries queries, EmbeddingTable table, DoubleConsumer largest) {
        Neighbours found = near.nearest(table, queries::patch, neighbours, metric);
        int farthest = 0;
        for (int query = 1; query < queries.size(); query++) {
            farthest = found.meanDistance(query) > found.meanDistance(farthest) ? query : farthest;
        }
        float weight = weight(table, farthest, found.row(farthest, 0));
        largest.accept(weight * found.meanDistance(farthest));
        return queries.scores(found, weight);
    }

    private float weight(EmbeddingTable table, int query, int nearest) {
        return reweighting == null ? 1 : reweighting.weight(table, query, nearest);
    }
}
