package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.pipeline.fit.Growable;
import org.patchbank.platform.Ids;
import org.patchbank.platform.PatchbankException;

/** Versions that are grown from earlier ones by further images: in seconds, where a build of all images takes minutes. */
@ApplicationScoped
public class ReferenceGrowth {
    private final ReferenceBuilds builds;
    private final SetAccess access;
    private final Clock clock;
    private final Ids ids;

    ReferenceGrowth(ReferenceBuilds builds, SetAccess access, Clock clock, Ids ids) {
        this.builds = builds;
        this.access = access;
        this.clock = clock;
        this.ids = ids;
    }

    /** A version that is being grown, and for each inspection the image of the set that it gave. */
    public record Grown(VersionInfo version, Map<UUID, UUID> imageOfInspection) {}

    /**
     * Makes the next version of a set from an earlier one and further images of the set, and queues its build.
     *
     * @param from number of the version to grow; ready
     * @param imageIds of images in the set; empty for all that the version does not hold
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY},
     *     {@code VERSION_CANNOT_GROW}, {@code REFERENCE_IMAGE_NOT_FOUND}, {@code NOTHING_TO_GROW_BY}
     */
    @Transactional
    public VersionInfo grow(String setIdOrName, int from, List<UUID> imageIds) {
        ReferenceSet set = ReferenceSets.lock(access.changeable(setIdOrName).id);
        Version base = growable(set, from);
        List<StoredImage> wanted = imageIds.isEmpty()
                ? StoredImage.inUse(set.id)
                : imageIds.stream()
                        .distinct()
                        .map(id -> requireInUse(ReferenceImages.require(set, id), set))
                        .toList();
        return queue(set, base, wanted);
    }

    /**
     * Puts images that were inspected into a set, and grows an earlier version by them. An image that the set holds already is not put
     * there twice.
     *
     * @param from number of the version to grow; ready
     * @param images at least one
     * @throws PatchbankException as {@link #grow}
     */
    @Transactional
    public Grown growByInspected(String setIdOrName, int from, List<InspectedImage> images) {
        ReferenceSet set = ReferenceSets.lock(access.changeable(setIdOrName).id);
        Version base = growable(set, from);
        Map<UUID, StoredImage> added = add(set, images);
        return new Grown(queue(set, base, added.values().stream().distinct().toList()), ids(added));
    }

    /**
     * Puts images that were inspected into a set, and queues a build of all images of the set with the spec of an earlier version, of
     * whatever kind that is.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND}, {@code TOO_FEW_IMAGES}
     */
    @Transactional
    public Grown buildWithInspected(String setIdOrName, int like, List<InspectedImage> images) {
        ReferenceSet set = ReferenceSets.lock(access.changeable(setIdOrName).id);
        String spec = ReferenceVersions.require(set, like).spec;
        Map<UUID, UUID> added = ids(add(set, images));
        return new Grown(builds.create(setIdOrName, SpecJson.tree(spec), OptionalLong.empty()), added);
    }

    private static Map<UUID, UUID> ids(Map<UUID, StoredImage> images) {
        Map<UUID, UUID> ids = new HashMap<>();
        images.forEach((inspection, image) -> ids.put(inspection, image.id));
        return ids;
    }

    /** By inspection. */
    private Map<UUID, StoredImage> add(ReferenceSet set, List<InspectedImage> images) {
        Map<String, StoredImage> present = new HashMap<>();
        StoredImage.inUse(set.id).forEach(image -> present.put(image.sha256, image));
        Map<UUID, StoredImage> added = new LinkedHashMap<>();
        for (InspectedImage image : images) {
            added.put(image.inspection(), present.computeIfAbsent(image.sha256(), sha256 -> insert(set, image)));
        }
        return added;
    }

    private StoredImage insert(ReferenceSet set, InspectedImage image) {
        StoredImage row = new StoredImage();
        row.id = ids.next();
        row.referenceSetId = set.id;
        row.name = image.name();
        row.sha256 = image.sha256();
        row.width = image.width();
        row.height = image.height();
        row.size = image.size();
        row.addedAt = clock.instant();
        row.inspectionId = image.inspection();
        row.persist();
        return row;
    }

    private Version growable(ReferenceSet set, int number) {
        Version base = ReferenceVersions.require(set, number);
        ReferenceVersions.requireReady(base);
        Growable.obstacle(SpecJson.parse(base.spec)).ifPresent(obstacle -> {
            throw cannotGrow(set, number, obstacle);
        });
        return base;
    }

    private VersionInfo queue(ReferenceSet set, Version base, List<StoredImage> wanted) {
        List<VersionImage> ofBase = VersionImage.of(base.id);
        ofBase.stream()
                .filter(image -> image.learned != null && image.image.withdrawnAt != null)
                .findFirst()
                .ifPresent(image -> {
                    throw cannotGrow(
                            set, base.number, "its image '%s' was withdrawn since".formatted(image.image.name));
                });
        Set<String> known = ofBase.stream().map(image -> image.image.sha256).collect(Collectors.toSet());
        List<StoredImage> added = wanted.stream()
                .filter(image -> !known.contains(image.sha256))
                .sorted(ReferenceBuilds.ORDER)
                .toList();
        if (added.isEmpty()) {
            throw new PatchbankException(
                    ReferenceError.NOTHING_TO_GROW_BY,
                    "Version %d of '%s' holds all of these images already.".formatted(base.number, set.name),
                    "Add images first: POST /api/v1/reference-sets/%s/images, or accept proposed ones."
                            .formatted(set.name));
        }
        return builds.queueGrown(
                set,
                base,
                VersionViews.learned(ofBase).stream().map(image -> image.image).toList(),
                added);
    }

    private static StoredImage requireInUse(StoredImage image, ReferenceSet set) {
        if (image.withdrawnAt != null) {
            throw new PatchbankException(
                    ReferenceError.REFERENCE_IMAGE_NOT_FOUND,
                    "Image '%s' was withdrawn from reference set '%s'.".formatted(image.name, set.name),
                    "Leave it out, or upload it again.");
        }
        return image;
    }

    private static PatchbankException cannotGrow(ReferenceSet set, int number, String because) {
        return new PatchbankException(
                ReferenceError.VERSION_CANNOT_GROW,
                "Version %d of '%s' cannot be grown: %s.".formatted(number, set.name, because),
                remedy(set.name));
    }

    static String remedy(String set) {
        return "Build a version of all images instead: POST /api/v1/reference-sets/%s/versions without grow_from."
                .formatted(set);
    }
}
