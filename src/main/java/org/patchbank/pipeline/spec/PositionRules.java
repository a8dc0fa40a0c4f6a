package org.patchbank.pipeline.spec;

import java.util.Optional;
import org.patchbank.image.Augmentation;
import org.patchbank.image.align.Alignment;
import org.patchbank.pipeline.spec.ModelSpec.GaussianPerPositionSpec;
import org.patchbank.pipeline.spec.ModelSpec.HybridSpec;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
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
        if (turned
                && spec.tiles()
                        .filter(tiles -> tiles.bank() == TilesSpec.Bank.PER_POSITION)
                        .isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A bank for each tile position needs parts that lie alike, flips and quarter turns say that they do not",
                    "Set tiles.bank to shared, or leave out flips and quarter_turns.");
        }
        if (turned && !spec.zones().isNone()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "Zones and levels by position need parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out zones, or replace flips and quarter_turns by alignment: shift-and-rotation.");
        }
        check(spec.model(), turned, spec.tiles());
    }

    private static void check(ModelSpec model, boolean turned, Optional<TilesSpec> tiles) {
        if (model instanceof MemoryBankSpec bank) {
            check(bank, turned, tiles);
        } else if (model instanceof GaussianPerPositionSpec) {
            checkGaussians(turned, tiles);
        } else if (model instanceof HybridSpec hybrid) {
            check(hybrid.first(), turned, tiles);
            check(hybrid.second(), turned, tiles);
        }
    }

    private static void checkGaussians(boolean turned, Optional<TilesSpec> tiles) {
        if (turned) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A Gaussian per position needs parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out flips and quarter_turns, or choose another model, such as gaussian or memory-bank.");
        }
        if (tiles.filter(each -> each.bank() == TilesSpec.Bank.SHARED).isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A Gaussian per position counts cells of a tile, and a model that tiles share does not know which tile a cell is of",
                    "Set tiles.bank to per-position, or choose another model, such as gaussian or memory-bank.");
        }
    }

    private static void check(MemoryBankSpec bank, boolean turned, Optional<TilesSpec> tiles) {
        if (turned && bank.positionRadius().isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A position_radius needs parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out model.position_radius, or replace flips and quarter_turns by alignment: shift-and-rotation.");
        }
        if (bank.positionRadius().isPresent()
                && tiles.filter(each -> each.bank() == TilesSpec.Bank.SHARED).isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A position_radius counts cells of a tile, and a bank that tiles share does not know which tile a row is of",
                    "Leave out model.position_radius, or set tiles.bank to per-position.");
        }
        if (bank.reweighting().isPresent() && tiles.isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A reweighting holds for a whole image; tiles would each get their own, and the map would show their seams",
                    "Leave out model.reweighting, or set tiles to none.");
        }
    }
}
