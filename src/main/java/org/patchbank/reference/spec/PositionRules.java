package org.patchbank.reference.spec;

import org.patchbank.image.Augmentation;
import org.patchbank.image.align.Alignment;
import org.patchbank.scoring.MaskMean;

/** Refuses specs whose fields say different things of how parts lie before the camera. */
final class PositionRules {
    private PositionRules() {}

    static void check(DetectorSpec spec) {
        Augmentation augmentation = spec.augmentation();
        boolean turned = augmentation.quarterTurns() || !augmentation.flips().isEmpty();
        if (turned && spec.alignment() != Alignment.NONE) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "Variants that are flipped or turned by quarters do not lie as the template of the alignment does",
                    "Leave out flips and quarter_turns and align with shift-and-rotation, or set alignment to none.");
        }
        if (spec.alignment() == Alignment.SHIFT_AND_ROTATION
                && !augmentation.rotations().isEmpty()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The alignment undoes rotations, which the augmentation then enrols",
                    "Leave out augmentation.rotations, or set alignment to none or shift.");
        }
        if (spec.alignment() != Alignment.NONE && !augmentation.shifts().isEmpty()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The alignment undoes shifts, which the augmentation then enrols",
                    "Leave out augmentation.shifts, or set alignment to none.");
        }
        if (turned && spec.aggregation() instanceof MaskMean) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "Weights by place need parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out aggregation.weights, or flips and quarter_turns.");
        }
        if (turned && !spec.zones().isNone()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "Zones and levels by position need parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out zones, or replace flips and quarter_turns by alignment: shift-and-rotation.");
        }
    }
}
