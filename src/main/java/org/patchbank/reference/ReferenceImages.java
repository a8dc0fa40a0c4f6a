package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Parameters;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageSettings;
import org.patchbank.image.codec.ThumbnailSize;
import org.patchbank.image.codec.Thumbnails;
import org.patchbank.platform.Ids;
import org.patchbank.platform.Page;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.ImageIntake.Kept;
import org.patchbank.reference.ImageIntake.Outcome;
import org.patchbank.reference.IntakeReport.AcceptedImage;
import org.patchbank.reference.TakenImages.TakenImage;

/** The images of reference sets: added, shown and withdrawn. */
@ApplicationScoped
public class ReferenceImages {
    private final Clock clock;
    private final Ids ids;
    private final ImageStore store;
    private final ImageIntake intake;
    private final Parallel parallel = Parallel.onAllCores();
    private final UploadSettings uploads;
    private final SetAccess access;
    private final Thumbnails thumbnails;
    private final Semaphore places;

    ReferenceImages(
            Clock clock,
            Ids ids,
            ImageStore store,
            ImageDecoder decoder,
            ImageSettings images,
            UploadSettings uploads,
            SetAccess access,
            Thumbnails thumbnails) {
        this.thumbnails = thumbnails;
        this.clock = clock;
        this.access = access;
        this.ids = ids;
        this.store = store;
        this.uploads = uploads;
        this.places = new Semaphore(uploads.atOnce());
        this.intake = new ImageIntake(decoder, store, images, uploads, parallel);
    }

    @PreDestroy
    void close() {
        parallel.close();
    }

    /**
     * Adds files to a set. The good ones are in the set for good when this returns; the bad ones are named. Bytes that the
     * set holds already are accepted once more without effect.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code TOO_MANY_UPLOADS}, or if the store or the database
     *     fails; none is added then
     */
    public IntakeReport add(String setIdOrName, List<Upload> files) {
        return inPlace(() -> addNow(setIdOrName, files));
    }

    /**
     * Takes files in as {@link #add} does, for another use than a reference set's.
     *
     * @throws PatchbankException {@code TOO_MANY_UPLOADS}, or if the store fails
     */
    public TakenImages take(List<Upload> files) {
        return inPlace(() -> {
            List<Outcome> outcomes = intake.take(files);
            return new TakenImages(
                    outcomes.stream()
                            .map(Outcome::kept)
                            .filter(Objects::nonNull)
                            .map(kept -> new TakenImage(kept.name(), kept.sha256(), kept.width(), kept.height()))
                            .toList(),
                    outcomes.stream()
                            .map(Outcome::rejected)
                            .filter(Objects::nonNull)
                            .toList());
        });
    }

    private <T> T inPlace(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new PatchbankException(
                    ReferenceError.TOO_MANY_UPLOADS,
                    "%d uploads are being taken in already.".formatted(uploads.atOnce()),
                    "Send it again a little later; send more files in one upload rather than more uploads at once, or"
                            + " raise patchbank.upload.at-once.");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private IntakeReport addNow(String setIdOrName, List<Upload> files) {
        UUID set = QuarkusTransaction.requiringNew().call(() -> access.changeable(setIdOrName).id);
        List<Outcome> outcomes = intake.take(files);
        List<Kept> kept =
                outcomes.stream().map(Outcome::kept).filter(Objects::nonNull).toList();
        return new IntakeReport(
                QuarkusTransaction.requiringNew().call(() -> record(set, setIdOrName, kept)),
                outcomes.stream()
                        .map(Outcome::rejected)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private List<AcceptedImage> record(UUID setId, String setIdOrName, List<Kept> kept) {
        if (ReferenceSets.lock(setId) == null) {
            access.changeable(setIdOrName);
        }
        Map<String, StoredImage> present = new HashMap<>();
        StoredImage.inUse(setId).forEach(image -> present.put(image.sha256, image));
        List<AcceptedImage> accepted = new ArrayList<>();
        for (Kept file : kept) {
            StoredImage old = present.get(file.sha256());
            StoredImage image = old == null ? insert(setId, file) : old;
            present.put(image.sha256, image);
            accepted.add(new AcceptedImage(info(image), old != null));
        }
        return accepted;
    }

    private StoredImage insert(UUID setId, Kept file) {
        StoredImage image = new StoredImage();
        image.id = ids.next();
        image.referenceSetId = setId;
        image.name = file.name();
        image.sha256 = file.sha256();
        image.width = file.width();
        image.height = file.height();
        image.size = file.size();
        image.addedAt = clock.instant();
        image.persist();
        return image;
    }

    /**
     * The images that the next version would learn from, in the order they were added.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code CURSOR_INVALID}
     */
    @Transactional
    public Page<ImageInfo> list(String setIdOrName, Optional<String> cursor, int limit) {
        UUID set = access.readable(setIdOrName).id;
        UUID after = cursor.map(ReferenceImages::parseCursor).orElse(new UUID(0, 0));
        List<StoredImage> images = StoredImage.<StoredImage>find(
                        "referenceSetId = :set and withdrawnAt is null and id > :after order by id",
                        Parameters.with("set", set).and("after", after))
                .range(0, limit)
                .list();
        return Page.of(images, limit, ReferenceImages::info, image -> image.id.toString());
    }

    private static UUID parseCursor(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new PatchbankException(
                    ReferenceError.CURSOR_INVALID,
                    "'" + cursor + "' is no cursor of this list.",
                    "Use next_cursor of the page before, or leave cursor out for the first page.",
                    e);
        }
    }

    /**
     * The bytes of an image, as they were sent.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_IMAGE_NOT_FOUND}, {@code IMAGES_ELSEWHERE}
     */
    public byte[] content(String setIdOrName, UUID imageId) {
        return read(find(setIdOrName, imageId));
    }

    /**
     * The image in small, as JPEG.
     *
     * @throws PatchbankException as {@link #content}
     */
    public byte[] thumbnail(String setIdOrName, UUID imageId, ThumbnailSize size) {
        Content content = find(setIdOrName, imageId);
        return thumbnails.draw(content.sha256(), size, () -> read(content));
    }

    private Content find(String setIdOrName, UUID imageId) {
        return QuarkusTransaction.requiringNew().call(() -> {
            ReferenceSet set = access.readable(setIdOrName);
            access.requireImagesHere(set);
            return new Content(set, require(set, imageId).sha256);
        });
    }

    private byte[] read(Content content) {
        try {
            return store.read(BlobKind.IMAGE, content.sha256());
        } catch (PatchbankException e) {
            if (e.code() == PlatformError.STORED_BYTES_MISSING && !access.isOwn(content.set())) {
                throw SetAccess.imagesElsewhere(
                        content.set(), "This node's store lacks the image; '%s' belongs to factory '%s'.", e);
            }
            throw e;
        }
    }

    /**
     * Leaves an image out of later versions; those that have learned from it stay as they are. Twice is once.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_IMAGE_NOT_FOUND}
     */
    @Transactional
    public void withdraw(String setIdOrName, UUID imageId) {
        StoredImage image = require(access.changeable(setIdOrName), imageId);
        if (image.withdrawnAt == null) {
            image.withdrawnAt = clock.instant();
        }
    }

    private record Content(ReferenceSet set, String sha256) {}

    static StoredImage require(ReferenceSet set, UUID imageId) {
        return StoredImage.<StoredImage>findByIdOptional(imageId)
                .filter(image -> image.referenceSetId.equals(set.id))
                .orElseThrow(() -> new PatchbankException(
                        ReferenceError.REFERENCE_IMAGE_NOT_FOUND,
                        "Reference set '" + set.name + "' has no image " + imageId + ".",
                        "GET /api/v1/reference-sets/" + set.name + "/images lists them."));
    }

    private static ImageInfo info(StoredImage image) {
        return new ImageInfo(
                image.id,
                image.name,
                image.sha256,
                image.width,
                image.height,
                image.size,
                image.addedAt,
                Optional.ofNullable(image.inspectionId));
    }
}
