package org.patchbank.reference;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.patchbank.platform.Ids;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;

/** Versions of reference sets: asked for, watched and cancelled. */
@ApplicationScoped
public class ReferenceBuilds {
    /** A fit calibrates on images that its bank has not seen, so one image is never enough. */
    private static final int FEWEST_IMAGES = 2;

    static final Comparator<StoredImage> ORDER =
            Comparator.comparing((StoredImage image) -> image.name).thenComparing(image -> image.sha256);

    private final Clock clock;
    private final Ids ids;
    private final BuildQueue queue;
    private final SetAccess access;

    ReferenceBuilds(Clock clock, Ids ids, BuildQueue queue, SetAccess access) {
        this.access = access;
        this.clock = clock;
        this.ids = ids;
        this.queue = queue;
    }

    /**
     * Makes the next version of the images that are in the set now, and queues its build.
     *
     * @param fields of the spec that differ from the set's; may be null
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code TOO_FEW_IMAGES}, or what is wrong with the spec
     */
    @Transactional
    public VersionInfo create(String setIdOrName, JsonNode fields, OptionalLong seed) {
        ReferenceSet set = ReferenceSets.lock(access.changeable(setIdOrName).id);
        List<StoredImage> images =
                StoredImage.inUse(set.id).stream().sorted(ORDER).toList();
        if (images.size() < FEWEST_IMAGES) {
            throw new PatchbankException(
                    ReferenceError.TOO_FEW_IMAGES,
                    "Reference set '%s' has %d images, a version needs %d at least."
                            .formatted(set.name, images.size(), FEWEST_IMAGES),
                    "Add images of good parts: POST /api/v1/reference-sets/%s/images; 30 or more are sensible."
                            .formatted(set.name));
        }
        return queue(set, insert(set, SpecJson.changed(set.spec, fields, seed), null), List.of(), images);
    }

    /** Makes the next version from another and images that it does not hold; in the transaction of the caller, who has locked the set. */
    VersionInfo queueGrown(ReferenceSet set, Version from, List<StoredImage> known, List<StoredImage> added) {
        return queue(set, insert(set, from.spec, from.id), known, added);
    }

    private VersionInfo queue(ReferenceSet set, Version version, List<StoredImage> known, List<StoredImage> added) {
        for (int i = 0; i < known.size(); i++) {
            insert(version, i, known.get(i), true);
        }
        for (int i = 0; i < added.size(); i++) {
            insert(version, known.size() + i, added.get(i), false);
        }
        version.flush();
        queue.add(version.id, set);
        return VersionViews.info(version, set);
    }

    private Version insert(ReferenceSet set, String spec, UUID grownFrom) {
        Version version = new Version();
        version.id = ids.next();
        version.referenceSetId = set.id;
        version.number = (int) Version.count("referenceSetId", set.id) + 1;
        version.state = VersionState.QUEUED;
        version.spec = spec;
        version.grownFrom = grownFrom;
        version.createdAt = clock.instant();
        version.persist();
        return version;
    }

    private static void insert(Version version, int position, StoredImage image, boolean known) {
        VersionImage row = new VersionImage();
        row.versionId = version.id;
        row.position = position;
        row.image = image;
        row.known = known;
        row.persist();
    }

    /** @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND} */
    @Transactional
    public VersionInfo find(String setIdOrName, int number) {
        ReferenceSet set = access.readable(setIdOrName);
        return VersionViews.info(ReferenceVersions.require(set, number), set);
    }

    /**
     * Versions, the newest first.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code CURSOR_INVALID}
     */
    @Transactional
    public Page<VersionInfo> list(String setIdOrName, Optional<String> cursor, int limit) {
        ReferenceSet set = access.readable(setIdOrName);
        int below = cursor.map(ReferenceBuilds::parseCursor).orElse(Integer.MAX_VALUE);
        List<Version> versions = Version.<Version>find(
                        "referenceSetId = ?1 and number < ?2 order by number desc", set.id, below)
                .range(0, limit)
                .list();
        return Page.of(
                versions,
                limit,
                version -> VersionViews.info(version, set),
                version -> Integer.toString(version.number));
    }

    private static int parseCursor(String cursor) {
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw new PatchbankException(
                    ReferenceError.CURSOR_INVALID,
                    "'" + cursor + "' is no cursor of this list.",
                    "Use next_cursor of the page before, or leave cursor out for the first page.",
                    e);
        }
    }

    /**
     * Cancels a version that has not ended: at once if it is queued, and as soon as its builder notices if it is being
     * built. Twice is once.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND}, {@code VERSION_ENDED}
     */
    @Transactional
    public VersionInfo cancel(String setIdOrName, int number) {
        ReferenceSet set = access.changeable(setIdOrName);
        Version version = ReferenceVersions.require(set, number);
        // Read again under the lock: a builder may have taken the next step in between.
        Version.getEntityManager().refresh(version, LockModeType.PESSIMISTIC_WRITE);
        switch (version.state) {
            case QUEUED -> {
                version.cancelRequested = true;
                version.become(VersionState.CANCELLED);
                version.endedAt = clock.instant();
            }
            case BUILDING -> version.cancelRequested = true;
            case CANCELLED -> {}
            case READY, FAILED ->
                throw new PatchbankException(
                        ReferenceError.VERSION_ENDED,
                        "Version %d of '%s' is %s already.".formatted(number, set.name, version.state.label()),
                        "Nothing is left to cancel. Deployments choose which version judges.");
        }
        return VersionViews.info(version, set);
    }
}
