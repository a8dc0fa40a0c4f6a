package org.patchbank.query.defect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.defect.Defect;
import org.patchbank.defect.DefectPictures.NearestGood;
import org.patchbank.image.Window;
import org.patchbank.query.defect.DefectDto.DefectWindow;
import org.patchbank.query.inspection.InspectionResource;

/** What a region should look like, as answers write it. */
@Schema(
        name = "NearestGood",
        description = "The patch of the bank that a region's worst patch resembles most, in its good image",
        example = """
                {"reference_set": "tile-good", "reference_set_id": "019ab1c0-5c1e-7000-8000-6a5b4c3d2e1f", "version": 1,
                 "image": "019ab1c0-7f00-7000-8000-0a1b2c3d4e5f", "name": "part-0017.png",
                 "patch": {"x": 128, "y": 64, "width": 16, "height": 16},
                 "window": {"x": 104, "y": 49, "width": 64, "height": 46},
                 "links": {"picture": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/regions/0/nearest-good/picture",
                   "image": "/api/v1/reference-sets/019ab1c0-5c1e-7000-8000-6a5b4c3d2e1f/images/019ab1c0-7f00-7000-8000-0a1b2c3d4e5f/content"}}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NearestGoodDto(
        String referenceSet,
        UUID referenceSetId,
        int version,

        @Schema(description = "The good image's id in its reference set")
        UUID image,

        @Schema(description = "Its file name") String name,

        @Schema(
                description =
                        "The patch in the good image, in pixels; absent where the network saw tiles or aligned images")
        DefectWindow patch,

        @Schema(
                description =
                        "What the picture shows of the good image: as much as the defect's picture shows of its own")
        DefectWindow window,

        NearestGoodLinks links) {

    /** Where to go from a good patch. */
    @Schema(name = "NearestGoodLinks", example = """
                    {"picture": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/regions/0/nearest-good/picture",
                     "image": "/api/v1/reference-sets/019ab1c0-5c1e-7000-8000-6a5b4c3d2e1f/images/019ab1c0-7f00-7000-8000-0a1b2c3d4e5f/content"}""")
    public record NearestGoodLinks(String picture, String image) {}

    public static NearestGoodDto of(Defect defect, NearestGood nearest) {
        return new NearestGoodDto(
                nearest.good().referenceSet(),
                nearest.good().referenceSetId(),
                nearest.good().version(),
                nearest.good().image().id(),
                nearest.good().image().name(),
                window(nearest.patch()),
                window(nearest.shown()),
                new NearestGoodLinks(
                        "%s/%s/regions/%d/nearest-good/picture"
                                .formatted(InspectionResource.PATH, defect.inspection(), defect.region()),
                        "/api/v1/reference-sets/%s/images/%s/content"
                                .formatted(
                                        nearest.good().referenceSetId(),
                                        nearest.good().image().id())));
    }

    private static DefectWindow window(Window window) {
        return window == null ? null : new DefectWindow(window.x(), window.y(), window.width(), window.height());
    }
}
