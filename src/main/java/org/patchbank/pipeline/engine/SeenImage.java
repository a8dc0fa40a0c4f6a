package org.patchbank.pipeline.engine;

import java.util.Optional;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.PixelImage;

/**
 * A decoded image with the embeddings of the one picture that a network saw of it, where it saw one: another version with the same
 * network need not make them again. Not changed after it is made.
 */
public final class SeenImage {
    private final PixelImage image;
    private final PixelImage picture;
    private final PatchEmbedder by;
    private final Embeddings embeddings;

    private SeenImage(PixelImage image, PixelImage picture, PatchEmbedder by, Embeddings embeddings) {
        this.image = image;
        this.picture = picture;
        this.by = by;
        this.embeddings = embeddings;
    }

    /** That no network has seen, or that was seen in several pictures. */
    public static SeenImage of(PixelImage image) {
        return new SeenImage(image, null, null, null);
    }

    static SeenImage of(PixelImage image, PixelImage picture, PatchEmbedder by, Embeddings embeddings) {
        return new SeenImage(image, picture, by, embeddings);
    }

    PixelImage image() {
        return image;
    }

    /** What a network makes of a picture, if it is known. The very same picture is meant, not an equal one. */
    Optional<Embeddings> embeddings(PatchEmbedder embedder, PixelImage wanted) {
        return embedder == by && wanted == picture ? Optional.of(embeddings) : Optional.empty();
    }

    /** What it takes in memory, about. */
    public long bytes() {
        long pixels = (long) image.width() * image.height() * image.channels() * (image.depth() / Byte.SIZE);
        return embeddings == null
                ? pixels
                : pixels + (long) embeddings.grid().size() * embeddings.dimension() * Float.BYTES;
    }
}
