package org.patchbank.reference.spec;

import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.image.Augmentation;
import org.patchbank.image.align.Alignment;
import org.patchbank.scoring.Aggregation;

/**
 * Everything that decides a score. Read and written by {@link DetectorSpecs}.
 *
 * @param fusion how the layers of an embedding are compared
 * @param centring whether an image's embeddings are compared as they are
 * @param seed decides every random choice, so the same images and spec give the same bank
 */
public record DetectorSpec(
        EmbeddingSpec embedding,
        Augmentation augmentation,
        Alignment alignment,
        FusionSpec fusion,
        Centring centring,
        ModelSpec model,
        Aggregation aggregation,
        ZonesSpec zones,
        long seed) {}
