package org.patchbank.reference;

import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.spec.DetectorSpec;

/**
 * A ready version with all that inspecting needs.
 *
 * @param imagePlace where images of its reference set may lie
 * @param embeddingSpace what {@link org.patchbank.embedding.PatchEmbedder#space} said when it was built; an embedder that
 *     says otherwise does not fit the bank
 * @param images the images that were used, in the order that {@link MemoryBank#image} counts
 */
public record LoadedVersion(
        UUID id,
        UUID referenceSetId,
        String referenceSet,
        ImagePlace imagePlace,
        String product,
        int number,
        DetectorSpec spec,
        String embeddingSpace,
        DetectorState state,
        PatchGrid grid,
        List<UsedImage> images) {

    /**
     * A good image that was learned from or calibrated on.
     *
     * @param score by a detector that has not seen it; empty where it was not calibrated on
     */
    public record UsedImage(UUID id, String name, String sha256, OptionalDouble score) {}

    /** The scores from which thresholds follow, in the order of {@link #images}. */
    public double[] calibrationScores() {
        return images.stream()
                .map(UsedImage::score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }
}
