package org.patchbank.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.patchbank.detector.CandidateSource;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;

/**
 * Proposes what the vector index finds: one call for all patches of a view. What the index throws is thrown on.
 *
 * @param rows those of the bank
 * @param number the number of the row with an id, or -1 if it is none of the bank's
 */
public record IndexCandidates(
        VectorIndex index, VectorCollection collection, VectorFilter rows, LongToIntFunction number)
        implements CandidateSource {
    @Override
    public int[][] propose(EmbeddingTable queries, int k) {
        List<long[]> found = index.nearestIds(collection, vectors(queries), k, rows);
        int[][] candidates = new int[found.size()][];
        for (int query = 0; query < candidates.length; query++) {
            candidates[query] =
                    Arrays.stream(found.get(query)).mapToInt(number::applyAsInt).toArray();
        }
        return candidates;
    }

    private static List<float[]> vectors(EmbeddingTable queries) {
        List<float[]> vectors = new ArrayList<>(queries.rows());
        for (int query = 0; query < queries.rows(); query++) {
            float[] vector = new float[queries.dimension()];
            queries.copyRow(query, vector, 0);
            vectors.add(vector);
        }
        return vectors;
    }
}
