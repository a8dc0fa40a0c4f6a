package org.patchbank.embedding;

import java.util.List;
import java.util.Optional;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.StageTimes;

/**
 * Turns an image into one embedding a patch, as an {@link EmbeddingSpec} says. Safe for concurrent use; the same image
 * gives the same bits, however many threads call or work.
 */
public interface PatchEmbedder extends AutoCloseable {
    /** The grid of every image: the spec fixes the input size. */
    PatchGrid grid();

    int dimension();

    /** The channels of an embedding, layer by layer, without gaps. */
    List<Segment> segments();

    /** {@link #grid} and {@link #segments}. */
    default EmbeddingLayout layout() {
        return new EmbeddingLayout(grid(), segments());
    }

    /** Names the embedding space: backbone with version and hash, layers, input size, neighbourhood, fusion. */
    String space();

    /** What was assumed of the backbone, for people, because nobody has described it; usually empty. */
    Optional<String> assumed();

    /**
     * Embeds one image; adds to {@code PREPROCESS}, {@code BACKBONE} and {@code FUSE} of {@code times}.
     *
     * @return [patches, dimension]
     * @throws org.patchbank.platform.PatchbankException if the network fails or gives values that are not finite
     */
    Embeddings embed(PixelImage image, StageTimes times);

    @Override
    void close();
}
