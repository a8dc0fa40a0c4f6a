package org.patchbank.detector;

import java.util.function.DoubleConsumer;
import org.patchbank.embedding.Embeddings;

/** A fitted model of what good looks like. Immutable, safe for concurrent use. */
public interface Detector {
    int dimension();

    /**
     * Scores every patch of one image.
     *
     * @throws IllegalArgumentException if the embeddings have another dimension than the model
     */
    default PatchScores score(Embeddings embeddings) {
        return score(embeddings, largest -> {});
    }

    /**
     * Scores every patch of one image, and tells the largest score as soon as it is known: it is exact, and often known long before
     * all the others.
     *
     * @param largest called once, before this returns, by the calling thread
     * @throws IllegalArgumentException if the embeddings have another dimension than the model
     */
    PatchScores score(Embeddings embeddings, DoubleConsumer largest);
}
