package org.patchbank.reference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * How a version was grown.
 *
 * @param from number of the version that it was grown from, of the same set
 * @param added the images that were added; those that were refused are among them
 * @param addedRows how many rows of them are in the bank, once the version is ready
 * @param keptScores how many of the scores that thresholds follow from are the earlier version's, which are upper bounds; once the
 *     version is ready
 */
public record VersionGrowth(int from, List<AddedImage> added, OptionalInt addedRows, OptionalInt keptScores) {
    /** @param inspection that the image was taken from, where it was */
    public record AddedImage(UUID id, String name, Optional<UUID> inspection) {}
}
