package org.patchbank.detector;

import org.patchbank.embedding.EmbeddingTable;

/** Proposes rows of a bank that may be near. Safe for concurrent use. */
@FunctionalInterface
public interface CandidateSource {
    /** Proposes nothing, so that everything is compared with every row. */
    CandidateSource NONE = (queries, k) -> new int[queries.rows()][0];

    /**
     * Proposes rows for each query. Nothing rests on what is proposed but speed: rows may be missing, far, there twice or not of the
     * bank, and a query may get none.
     *
     * @param queries embeddings as the bank's, transformed as its rows were
     * @param k how many rows are of use for a query
     * @return for each query numbers of rows
     */
    int[][] propose(EmbeddingTable queries, int k);
}
