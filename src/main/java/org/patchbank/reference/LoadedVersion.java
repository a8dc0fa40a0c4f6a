package org.patchbank.reference;

import java.util.List;
import java.util.UUID;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.PatchGrid;
import org.patchbank.reference.spec.DetectorSpec;

/**
 * A ready version with all that inspecting needs.
 *
 * @param embeddingSpace what {@link org.patchbank.embedding.PatchEmbedder#space} said when it was built; an embedder that
 *     says otherwise does not fit the bank
 * @param images the images that were learned from, in the order that {@link MemoryBank#image} counts
 */
public record LoadedVersion(
        UUID id,
        UUID referenceSetId,
        String referenceSet,
        String product,
        int number,
        DetectorSpec spec,
        String embeddingSpace,
        DetectorState state,
        PatchGrid grid,
        List<LearnedImage> images) {

    /** A reference image with its score against a bank built without it. */
    public record LearnedImage(UUID id, String name, String sha256, double score) {}

    /** The scores from which thresholds follow, in the order of {@link #images}. */
    public double[] calibrationScores() {
        return images.stream().mapToDouble(LearnedImage::score).toArray();
    }
}
