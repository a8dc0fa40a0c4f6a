package org.patchbank.embedding;

import java.util.List;
import org.patchbank.patch.PatchGrid;

/**
 * The shape of embeddings.
 *
 * @param grid of every view
 * @param segments the channels of an embedding, layer by layer, without gaps
 */
public record EmbeddingLayout(PatchGrid grid, List<Segment> segments) {
    public EmbeddingLayout {
        segments = List.copyOf(segments);
    }

    /** Channels of an embedding. */
    public int dimension() {
        return segments.get(segments.size() - 1).to();
    }
}
