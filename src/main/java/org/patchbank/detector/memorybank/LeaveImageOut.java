package org.patchbank.detector.memorybank;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.search.NearestQueries;
import org.patchbank.detector.search.NearestSearch;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Scores images by a bank without what came from them. Exact for banks whose other rows would be the same without the image: all
 * embeddings, or a random subset of them.
 */
final class LeaveImageOut {
    private final TrainingSet set;
    private final NearestSearch search;
    private final int bankSize;
    private final BankSettings settings;
    private final Parallel parallel;
    private final Kernel kernel = Kernels.best();

    /**
     * @param set of transformed embeddings
     * @param bank of the same, as kept
     */
    LeaveImageOut(TrainingSet set, EmbeddingTable bank, BankSettings settings, Parallel parallel) {
        this(set, new NearestSearch(bank, parallel), settings, parallel);
    }

    /**
     * @param set of transformed embeddings
     * @param search in a bank of the same, as kept
     */
    LeaveImageOut(TrainingSet set, NearestSearch search, BankSettings settings, Parallel parallel) {
        this.set = set;
        this.search = search;
        this.bankSize = search.bank().rows();
        this.settings = settings;
        this.parallel = parallel;
    }

    /**
     * The scores of an image's original views.
     *
     * @param without rows of the bank to leave out, not all
     * @param added rows to add, as kept
     */
    List<PatchScores> score(int image, BitSet without, EmbeddingTable added) {
        int k = Math.min(settings.neighbours(), bankSize - without.cardinality());
        List<PatchScores> scores = new ArrayList<>();
        for (int block : set.originals(image)) {
            PatchQueries queries = PatchQueries.of(set.embeddings(block));
            if (queries.size() == 0) {
                scores.add(PatchScores.none(set.embeddings(block)));
                continue;
            }
            NearestQueries found = search.begin(queries.table(), k, settings.metric(), without);
            parallel.forEach(queries.size(), query -> offer(found, queries.table(), query, added));
            scores.add(queries.scores(found.all(), 1));
        }
        return scores;
    }

    private void offer(NearestQueries found, EmbeddingTable queries, int query, EmbeddingTable added) {
        float[] scratch = new float[Kernel.SCRATCH];
        for (int row = 0; row < added.rows(); row++) {
            float distance = kernel.squaredDistance(
                    queries.block(query),
                    queries.offset(query),
                    added.block(row),
                    added.offset(row),
                    queries.dimension(),
                    scratch);
            found.offer(query, distance, bankSize + row);
        }
    }
}
