package org.patchbank.detector;

import java.util.function.DoubleConsumer;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.platform.Parallel;

/**
 * Scores a patch by its mean distance to the nearest rows of a bank (PatchCore, Roth et al. 2022, section 3.3, without the
 * re-weighting of equation 7). Distances are exact.
 */
public final class MemoryBankDetector implements Detector {
    private final int dimension;
    private final int neighbours;
    private final NearestSearch search;

    /**
     * @param neighbours how many nearest rows are averaged; a smaller bank uses all it has
     * @param parallel the threads that one call may use
     */
    public MemoryBankDetector(MemoryBank bank, int neighbours, Metric metric, Parallel parallel) {
        this.dimension = bank.dimension();
        this.neighbours = Math.min(neighbours, bank.size());
        this.search = switch (metric) {
            case EUCLIDEAN -> new NearestSearch(EmbeddingTable.of(bank.vectors(), dimension), parallel);
            case COSINE, MAHALANOBIS -> throw new IllegalArgumentException("not yet: " + metric);
        };
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
        PatchQueries queries = PatchQueries.of(embeddings);
        if (queries.size() == 0) {
            largest.accept(0);
            return PatchScores.none(embeddings);
        }
        NearestQueries found = search.begin(queries.table(), neighbours);
        largest.accept(found.largest());
        return queries.scores(found.all());
    }
}
