package org.patchbank.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.image.PixelImage;
import org.patchbank.image.RegionOfInterest;
import org.patchbank.image.Window;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.image.codec.ThumbnailSize;
import org.patchbank.image.codec.Thumbnails;
import org.patchbank.inspection.InspectionStore.Drawing;
import org.patchbank.pipeline.engine.Overlay;
import org.patchbank.pipeline.spec.RegionSpec;
import org.patchbank.pipeline.view.ImageMaps;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.scoring.map.AnomalyMap;
import org.patchbank.serving.MapSettings;

/** Draws the pictures of an inspection from what is kept of it. The same inspection always gives the same pictures. */
@ApplicationScoped
public class InspectionPictures {
    /** White in a map picture, as a multiple of the reject threshold. */
    public static final double MAP_FULL_SCALE = 2;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final InspectionStore store;
    private final ImageStore images;
    private final ImageDecoder decoder;
    private final Thumbnails thumbnails;
    private final NodeFactory own;

    InspectionPictures(
            InspectionStore store, ImageStore images, ImageDecoder decoder, Thumbnails thumbnails, NodeFactory own) {
        this.thumbnails = thumbnails;
        this.own = own;
        this.store = store;
        this.images = images;
        this.decoder = decoder;
    }

    /** The image file exactly as it was sent. */
    public byte[] original(UUID id) {
        Inspection inspection = drawing(id).inspection();
        return read(inspection, BlobKind.IMAGE, inspection.imageSha256());
    }

    /** The image as PNG: the file itself if it is one. */
    public byte[] image(UUID id) {
        byte[] bytes = original(id);
        boolean png = bytes.length > PNG_SIGNATURE.length
                && Arrays.equals(bytes, 0, PNG_SIGNATURE.length, PNG_SIGNATURE, 0, PNG_SIGNATURE.length);
        return png ? bytes : PngEncoder.encode(decoder.decode(bytes));
    }

    /** What is known of the image of an inspection; reads none. */
    public PictureState state(Inspection inspection) {
        return state(inspection, store.imagesRemoved(Set.of(inspection.imageSha256())));
    }

    /** What is known of the images of some inspections; reads no image. */
    public Map<UUID, PictureState> states(List<Inspection> inspections) {
        Set<String> removed = store.imagesRemoved(
                inspections.stream().map(Inspection::imageSha256).collect(Collectors.toSet()));
        return inspections.stream().collect(Collectors.toMap(Inspection::id, inspection -> state(inspection, removed)));
    }

    private PictureState state(Inspection inspection, Set<String> removed) {
        if (!isOurs(inspection) && inspection.ownStore()) {
            return PictureState.ELSEWHERE;
        }
        String sha256 = inspection.imageSha256();
        boolean gone = removed.contains(sha256) && !images.contains(BlobKind.IMAGE, sha256);
        return gone ? PictureState.REMOVED : PictureState.HERE;
    }

    /** The image in small, as JPEG. */
    public byte[] thumbnail(Inspection inspection, ThumbnailSize size) {
        requireHere(inspection);
        String sha256 = inspection.imageSha256();
        return thumbnails.draw(sha256, size, () -> read(inspection, BlobKind.IMAGE, sha256));
    }

    /** A part of the image at full resolution, as PNG. */
    public byte[] cut(UUID id, Window window) {
        Inspection inspection = drawing(id).inspection();
        requireHere(inspection);
        String sha256 = inspection.imageSha256();
        return thumbnails.cut(sha256, window, () -> read(inspection, BlobKind.IMAGE, sha256));
    }

    /** The anomaly map as 16-bit grey PNG of the image's size; white is {@link #MAP_FULL_SCALE} times the reject threshold,
     * or the map's own limit where the threshold is none of the map's. */
    public byte[] map(UUID id) {
        Drawing drawing = drawing(id);
        return PngEncoder.encode(Overlay.grey16(map(drawing), fullScale(drawing.inspection())));
    }

    /** The image with the map as heat over it and what lies above the review threshold outlined, as PNG. */
    public byte[] overlay(UUID id) {
        Drawing drawing = drawing(id);
        Inspection inspection = drawing.inspection();
        PixelImage image = decoder.decode(read(inspection, BlobKind.IMAGE, inspection.imageSha256()));
        return PngEncoder.encode(
                Overlay.draw(image, map(drawing), positive(mapLimit(inspection, inspection.reviewThreshold()))));
    }

    public static double fullScale(Inspection inspection) {
        return MAP_FULL_SCALE * positive(mapLimit(inspection, inspection.rejectThreshold()));
    }

    /** Thresholds are values of the map too, unless the aggregation makes scores of another kind. */
    private static double mapLimit(Inspection inspection, double threshold) {
        return inspection.mapLimit() == null ? threshold : inspection.mapLimit();
    }

    /** A limit set by hand may be 0; a scale may not. */
    private static double positive(double limit) {
        return Math.max(limit, 1e-6);
    }

    private AnomalyMap map(Drawing drawing) {
        MapSettings maps = drawing.maps();
        Inspection inspection = drawing.inspection();
        return AnomalyMap.of(new ImageMaps(maps.inputSize(), maps.tileSize(), region(inspection, maps))
                .rows(drawing.patches(), inspection.imageWidth(), inspection.imageHeight()));
    }

    /** @throws PatchbankException {@code IMAGE_ELSEWHERE} if it lies in the store of another factory */
    private byte[] read(Inspection inspection, BlobKind kind, String sha256) {
        requireHere(inspection);
        boolean ours = isOurs(inspection);
        try {
            return images.read(kind, sha256);
        } catch (PatchbankException e) {
            if (e.code() == PlatformError.STORED_BYTES_MISSING && !ours) {
                throw elsewhere(inspection, "This node's store lacks the image of inspection %s of factory '%s'.", e);
            }
            if (e.code() == PlatformError.STORED_BYTES_MISSING
                    && !store.imagesRemoved(Set.of(sha256)).isEmpty()) {
                throw new PatchbankException(
                        InspectionErrorCode.IMAGE_REMOVED,
                        "The image of inspection %s was of a good part and is kept no longer."
                                .formatted(inspection.id()),
                        "Its record and its map stay. PUT /api/v1/products/{product}/retention says how long images are kept.",
                        e);
            }
            throw e;
        }
    }

    private void requireHere(Inspection inspection) {
        if (!isOurs(inspection) && inspection.ownStore()) {
            throw elsewhere(inspection, "The image of inspection %s stays in the store of factory '%s'.", null);
        }
    }

    private boolean isOurs(Inspection inspection) {
        return inspection.factory().equals(own.name());
    }

    private static PatchbankException elsewhere(Inspection inspection, String what, Throwable cause) {
        return new PatchbankException(
                InspectionErrorCode.IMAGE_ELSEWHERE,
                what.formatted(inspection.id(), inspection.factory()),
                "Ask a query node of factory '%s'.".formatted(inspection.factory()),
                cause);
    }

    private RegionOfInterest region(Inspection inspection, MapSettings maps) {
        return maps.regionSha256() == null
                ? RegionOfInterest.ALL
                : RegionSpec.read(read(inspection, BlobKind.REGION, maps.regionSha256()));
    }

    /** @throws PatchbankException {@code INSPECTION_NOT_FOUND} */
    private Drawing drawing(UUID id) {
        return store.drawing(id).orElseThrow(() -> Inspections.notFound(id));
    }
}
