package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.patchbank.scoring.Screening;

/** The images that versions were made of. */
@ApplicationScoped
public class VersionImages {
    private final SetAccess access;

    VersionImages(SetAccess access) {
        this.access = access;
    }

    /**
     * All images of a version, by name. Before it is ready none has a score.
     *
     * @throws org.patchbank.platform.PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND}
     */
    @Transactional
    public List<LearnedImage> list(String setIdOrName, int number) {
        Version version = ReferenceVersions.require(access.readable(setIdOrName), number);
        List<VersionImage> images = VersionImage.of(version.id);
        Set<Integer> suspects = suspects(VersionViews.calibrated(images));
        return images.stream()
                .map(image -> new LearnedImage(
                        image.image.id,
                        image.image.name,
                        image.image.sha256,
                        image.score == null ? OptionalDouble.empty() : OptionalDouble.of(image.score),
                        suspects.contains(image.position),
                        Optional.ofNullable(image.refusalDetail),
                        image.image.withdrawnAt != null))
                .toList();
    }

    private static Set<Integer> suspects(List<VersionImage> calibrated) {
        double[] scores = calibrated.stream().mapToDouble(image -> image.score).toArray();
        Set<Integer> positions = new HashSet<>();
        Screening.suspects(scores).forEach(i -> positions.add(calibrated.get(i).position));
        return positions;
    }
}
