package org.patchbank.pipeline.spec;

import java.util.Optional;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.image.Augmentation;
import org.patchbank.image.RegionOfInterest;
import org.patchbank.image.align.Alignment;
import org.patchbank.scoring.Aggregation;

/**
 * Everything that decides a score. Read and written by {@link DetectorSpecs}.
 *
 * @param tiles that the network sees one by one; absent where it sees the image whole
 * @param regionOfInterest what is looked at, the same part of every image
 * @param fusion how the layers of an embedding are compared
 * @param centring whether an image's embeddings are compared as they are
 * @param calibration which images the thresholds follow from; where some are held out, they are not learned from
 * @param seed decides every random choice, so the same images and spec give the same bank
 */
public record DetectorSpec(
        EmbeddingSpec embedding,
        Optional<TilesSpec> tiles,
        RegionOfInterest regionOfInterest,
        Augmentation augmentation,
        Alignment alignment,
        FusionSpec fusion,
        Centring centring,
        ModelSpec model,
        Aggregation aggregation,
        ZonesSpec zones,
        CalibrationSpec calibration,
        long seed) {}
