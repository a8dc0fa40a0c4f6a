package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import org.patchbank.image.Window;
import org.patchbank.image.codec.Thumbnails;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.GoodPatches;
import org.patchbank.reference.GoodPatches.GoodPatch;

/** Cuts pictures of defects, and of good parts beside them, out of the images that are kept. */
@ApplicationScoped
public class DefectPictures {
    /** What is shown around a region on each side, as a share of its longer side. */
    private static final double AROUND = 0.5;
    /** A picture shows at least this share of the image's longer side. */
    private static final double LEAST = 0.15;

    private final InspectionPictures inspections;
    private final GoodPatches goodPatches;
    private final ImageStore images;
    private final Thumbnails thumbnails;

    DefectPictures(InspectionPictures inspections, GoodPatches goodPatches, ImageStore images, Thumbnails thumbnails) {
        this.inspections = inspections;
        this.goodPatches = goodPatches;
        this.images = images;
        this.thumbnails = thumbnails;
    }

    /**
     * The good patch nearest to a defect.
     *
     * @param patch in its image, in pixels; null where it is not one patch of a whole image
     * @param shown what of the good image is as large as the defect's picture, around the patch; the whole image where that is null
     */
    public record NearestGood(GoodPatch good, Window patch, Window shown) {}

    /** The defect and what lies around it, as PNG. */
    public byte[] picture(Defect defect) {
        return inspections.cut(defect.inspection(), window(defect));
    }

    /** What {@link #picture} shows of the image. */
    public static Window window(Defect defect) {
        int width = defect.imageWidth();
        int height = defect.imageHeight();
        Defect.Window region = defect.window();
        return around(
                region.x() + region.width() / 2.0,
                region.y() + region.height() / 2.0,
                side(region.width(), region, width, height),
                side(region.height(), region, width, height),
                width,
                height);
    }

    private static double side(int side, Defect.Window region, int width, int height) {
        return Math.max(LEAST * Math.max(width, height), side + 2 * AROUND * Math.max(region.width(), region.height()));
    }

    private static Window around(double x, double y, double wantedWidth, double wantedHeight, int width, int height) {
        int shownWidth = (int) Math.min(width, Math.ceil(wantedWidth));
        int shownHeight = (int) Math.min(height, Math.ceil(wantedHeight));
        int left = (int) Math.max(0, Math.min(width - shownWidth, Math.round(x - shownWidth / 2.0)));
        int top = (int) Math.max(0, Math.min(height - shownHeight, Math.round(y - shownHeight / 2.0)));
        return new Window(left, top, shownWidth, shownHeight);
    }

    /**
     * What the defect's worst patch resembles most of all that is good.
     *
     * @throws PatchbankException {@code NO_GOOD_PATCH} if the model keeps no good patches
     */
    public NearestGood nearestGood(Defect defect) {
        GoodPatch good = goodPatches
                .find(defect.versionId(), defect.nearestRow())
                .orElseThrow(() -> new PatchbankException(
                        DefectErrorCode.NO_GOOD_PATCH,
                        "Version %d of '%s' keeps no good patches that defect %d could be compared with."
                                .formatted(defect.version(), defect.referenceSet(), defect.id()),
                        "Only a memory bank of one scale and 32-bit numbers knows them."));
        int width = good.image().width();
        int height = good.image().height();
        if (good.place().isEmpty()) {
            return new NearestGood(good, null, new Window(0, 0, width, height));
        }
        GoodPatches.Place place = good.place().get();
        Window patch = cell(place, width, height);
        double scale = (double) Math.max(width, height) / Math.max(defect.imageWidth(), defect.imageHeight());
        Window like = window(defect);
        return new NearestGood(
                good,
                patch,
                around(
                        patch.x() + patch.width() / 2.0,
                        patch.y() + patch.height() / 2.0,
                        like.width() * scale,
                        like.height() * scale,
                        width,
                        height));
    }

    private static Window cell(GoodPatches.Place place, int width, int height) {
        int left = place.patch().column() * width / place.grid().columns();
        int top = place.patch().row() * height / place.grid().rows();
        int right = (place.patch().column() + 1) * width / place.grid().columns();
        int bottom = (place.patch().row() + 1) * height / place.grid().rows();
        return new Window(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    /** What of the good image is shown, as PNG. */
    public byte[] picture(NearestGood nearest) {
        // The set's images are registered as they are decoded, so sizes agree.
        String sha256 = nearest.good().image().sha256();
        return thumbnails.cut(sha256, nearest.shown(), () -> images.read(BlobKind.IMAGE, sha256));
    }
}
