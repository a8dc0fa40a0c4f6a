package org.patchbank.pipeline.spec;

import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_CONTRADICTION;

import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.image.align.Alignment;

/** Refuses specs whose parts contradict each other, as far as it is no matter of their model or fusion. */
final class SpecRules {
    private SpecRules() {}

    static void check(DetectorSpec spec) {
        EmbeddingSpec embedding = spec.embedding();
        checkCentring(spec, embedding);
        checkAlignment(spec);
        if (spec.turnsParts()) {
            checkPlaces(spec);
        }
    }

    /** What is centred sums up to 0 over an image. */
    private static void checkCentring(DetectorSpec spec, EmbeddingSpec embedding) {
        SPEC_CONTRADICTION.throwIf(
                spec.centring() == Centring.IMAGE
                        && embedding
                                .crops()
                                .filter(crops ->
                                        crops.layout(embedding.inputSize()).cells() == 1)
                                .isPresent(),
                "One crop is the whole image, and centring: image leaves nothing of a single patch",
                "Leave out centring, or give patches.size or patches.stride below the input size.");
    }

    private static void checkAlignment(DetectorSpec spec) {
        AugmentationSpec augmentation = spec.augmentation();
        SPEC_CONTRADICTION.throwIf(
                spec.turnsParts() && spec.alignment() != Alignment.NONE,
                "Variants that are flipped or turned by quarters do not lie as the template of the alignment does",
                "Leave out flips and quarter_turns and align with shift-and-rotation, or set alignment to none.");
        SPEC_CONTRADICTION.throwIf(
                spec.alignment() == Alignment.SHIFT_AND_ROTATION
                        && !augmentation.rotations().isEmpty(),
                "The alignment undoes rotations, which the augmentation then enrols",
                "Leave out augmentation.rotations, or set alignment to none or shift.");
        SPEC_CONTRADICTION.throwIf(
                spec.alignment() != Alignment.NONE && !augmentation.shifts().isEmpty(),
                "The alignment undoes shifts, which the augmentation then enrols",
                "Leave out augmentation.shifts, or set alignment to none.");
    }

    private static void checkPlaces(DetectorSpec spec) {
        SPEC_CONTRADICTION.throwIf(
                spec.aggregation() instanceof AggregationSpec.WeightedMeanSpec mean && mean.weights() != null,
                "Weights by place need parts that lie alike, flips and quarter turns say that they do not",
                "Leave out aggregation.weights, or flips and quarter_turns.");
        SPEC_CONTRADICTION.throwIf(
                spec.hasTiles(TilesSpec.Bank.PER_POSITION),
                "A bank for each tile position needs parts that lie alike, flips and quarter turns say that they do not",
                "Set tiles.bank to shared, or leave out flips and quarter_turns.");
        SPEC_CONTRADICTION.throwIf(
                !spec.zones().isNone(),
                "Zones and levels by position need parts that lie alike, flips and quarter turns say that they do not",
                "Leave out zones, or replace flips and quarter_turns by alignment: shift-and-rotation.");
    }
}
