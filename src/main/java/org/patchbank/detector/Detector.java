package org.patchbank.detector;

import org.patchbank.embedding.Embeddings;

/** A fitted model of what good looks like. Immutable, safe for concurrent use. */
public interface Detector {
    int dimension();

    /**
     * Scores every patch of one image.
     *
     * @throws IllegalArgumentException if the embeddings have another dimension than the model
     */
    PatchScores score(Embeddings embeddings);
}
