package org.patchbank.detector.memorybank;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;

/** The patches of a view that are scored: those in the region of interest. */
final class PatchQueries {
    private final Embeddings view;
    private final int[] patches;
    private final EmbeddingTable table;

    private PatchQueries(Embeddings view, int[] patches, EmbeddingTable table) {
        this.view = view;
        this.patches = patches;
        this.table = table;
    }

    static PatchQueries of(Embeddings view) {
        EmbeddingTable whole = EmbeddingTable.of(view.values(), view.dimension());
        if (view.inside().isAll()) {
            return new PatchQueries(view, null, whole);
        }
        int[] patches = IntStream.range(0, view.grid().size())
                .filter(view.inside()::contains)
                .toArray();
        return new PatchQueries(view, patches, whole.copy(patches));
    }

    /** The embeddings to score. */
    EmbeddingTable table() {
        return table;
    }

    int size() {
        return patches == null ? table.rows() : patches.length;
    }

    /** The patch of a row of the table. */
    int patch(int query) {
        return patches == null ? query : patches[query];
    }

    /**
     * Mean distances as the scores of the patches; 0 outside the region.
     *
     * @param weight what they are multiplied by
     */
    PatchScores scores(Neighbours found, float weight) {
        float[] scores = new float[view.grid().size()];
        int[] nearest = new int[scores.length];
        Arrays.fill(nearest, -1);
        for (int query = 0; query < size(); query++) {
            scores[patch(query)] = weight * found.meanDistance(query);
            nearest[patch(query)] = found.row(query, 0);
        }
        return new PatchScores(view.grid(), scores, nearest, view.inside());
    }
}
