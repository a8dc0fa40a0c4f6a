package org.patchbank.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.image.ImageQuality;
import org.patchbank.image.align.Registration;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.verdict.CurrentVerdict;
import org.patchbank.platform.Page;
import org.patchbank.scoring.map.Region;

/** An inspection, as answers write it. */
@Schema(name = "Inspection", description = "One image judged against one deployment", example = InspectionDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InspectionDto(
        UUID id,

        @Schema(description = "Where the part was judged") String factory,

        String product,
        String line,

        @Schema(description = "Serial number, where given") String serial,

        @Schema(description = "Batch, where given") String batch,

        UUID deployment,

        @Schema(description = "Of the deployment: which version and limits judged")
        int revision,

        String referenceSet,
        int version,

        @Schema(enumeration = {"accept", "review", "reject"})
        String decision,

        @Schema(description = "Anomaly score; higher is more anomalous")
        double score,

        Limits threshold,

        @Schema(
                description = "Where the bank was searched: in the node's memory, or in the vector index",
                enumeration = {"local", "index"})
        String search,

        @Schema(
                description =
                        "Whether every value of the map is exact. Where false, the score, the decision and the highest peak are, but other"
                                + " parts of the map may be shown higher than they are")
        boolean mapExact,

        @Schema(description = "Areas of the map above the review threshold, the highest peak first")
        List<RegionDto> regions,

        @Schema(description = "How the image was aligned to the version's template, where the spec asks for that")
        AlignmentDto alignment,

        @Schema(description = "What a person said of it last; absent where nobody has judged it")
        CurrentVerdictDto verdict,

        ImageDto image,

        @Schema(
                description = "Milliseconds by stage; store and total only in the answer to the inspection itself",
                type = SchemaType.OBJECT)
        Map<String, Double> timingsMs,

        @Schema(description = "The node that judged") String node,

        Instant takenAt,
        Instant receivedAt,
        Links links) {

    public static final String EXAMPLE = """
            {"id": "019ab1c3-0a10-7abc-8def-0123456789ab", "factory": "default", "product": "tile", "line": "line-1",
             "serial": "A-1047", "deployment": "019ab1c2-7d3e-7000-8000-1f2e3d4c5b6a", "revision": 1, "reference_set": "tile-good", "version": 1,
             "decision": "reject", "score": 5.87, "threshold": {"review": 3.12, "reject": 3.41, "review_extrapolated": false, "reject_extrapolated": false},
             "search": "local", "map_exact": true,
             "regions": [{"x": 120, "y": 64, "width": 31, "height": 22, "area": 488, "peak": 5.61, "peak_x": 134,
               "peak_y": 73}],
             "image": {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "width": 400,
               "height": 300},
             "verdict": {"number": 1, "verdict": "defective", "defect_type": "scratch", "severity": "major",
               "by": "m.weber", "at": "2026-11-23T09:02:11Z"},
             "timings_ms": {"decode": 2.1, "preprocess": 1.0, "backbone": 9.6, "fuse": 0.8, "search": 4.2, "map": 1.5,
               "decide": 0.1, "store": 3.3, "total": 22.9},
             "node": "node-0f0d9c52-3a55-4d5e-b1d4-2f6a3f0f2c11",
             "taken_at": "2026-11-23T08:20:00Z", "received_at": "2026-11-23T08:20:00.120Z",
             "links": {"self": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab",
               "image": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/image",
               "map": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/map",
               "overlay": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/overlay"}}""";

    /** The limits that were in force. */
    @Schema(name = "Limits", example = """
                    {"review": 3.12, "reject": 3.41, "review_extrapolated": false, "reject_extrapolated": false}""")
    public record Limits(
            double review,
            double reject,

            @Schema(
                    description =
                            "Whether the review limit lay beyond all scores that the calibration images have shown")
            boolean reviewExtrapolated,

            @Schema(
                    description =
                            "Whether the reject limit lay beyond all scores that the calibration images have shown")
            boolean rejectExtrapolated) {}

    /** An anomalous area. */
    @Schema(name = "Region", description = "A connected area of the anomaly map, in pixels of the image", example = """
                    {"x": 120, "y": 64, "width": 31, "height": 22, "area": 488, "peak": 5.61, "peak_x": 134,
                     "peak_y": 73}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionDto(
            int x,
            int y,
            int width,
            int height,
            int area,

            @Schema(
                    description =
                            "Largest value of the map there; with zones, values are multiples of the zone's level")
            double peak,

            int peakX,
            int peakY,

            @Schema(description = "Name of the zone that the peak lies in, where the spec names zones")
            String zone) {
        public static RegionDto of(Region region) {
            return new RegionDto(
                    region.x(),
                    region.y(),
                    region.width(),
                    region.height(),
                    region.area(),
                    region.peak(),
                    region.peakX(),
                    region.peakY(),
                    region.zone());
        }
    }

    /** How the part lay against the template; where it resembled it too little, the image was judged as it came. */
    @Schema(name = "Alignment", example = """
                    {"aligned": true, "degrees": 3.4, "shift_x": -12.5, "shift_y": 4.2, "correlation": 0.96}""")
    public record AlignmentDto(
            @Schema(
                    description =
                            "False where the image did not resemble the template enough: it was judged as it came")
            boolean aligned,

            @Schema(description = "By which the part is turned clockwise against the template")
            double degrees,

            @Schema(description = "Pixels by which the part lies to the right of the template's place")
            double shiftX,

            @Schema(description = "Pixels by which it lies below")
            double shiftY,

            @Schema(description = "With the template, from -1 to 1")
            double correlation) {
        public static AlignmentDto of(Inspection inspection) {
            Registration found = inspection.registration();
            int longer = Math.max(inspection.imageWidth(), inspection.imageHeight());
            return found == null
                    ? null
                    : new AlignmentDto(
                            found.sure(),
                            found.motion().degrees(),
                            found.motion().x() * longer,
                            found.motion().y() * longer,
                            found.correlation());
        }
    }

    /** The image that was judged. */
    @Schema(name = "InspectedImage", example = """
                    {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "width": 400,
                     "height": 300, "brightness": 118.2, "contrast": 41.7, "sharpness": 0.83}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImageDto(
            String sha256,
            int width,
            int height,

            @Schema(description = "Mean luminance, 0 to 255; absent where nobody measured it, as the two below")
            Float brightness,

            @Schema(description = "Standard deviation of the luminance")
            Float contrast,

            @Schema(description = "Variance of the luminance's Laplacian as a share of the luminance's variance")
            Float sharpness) {
        public static ImageDto of(Inspection inspection) {
            ImageQuality quality = inspection.imageQuality();
            return new ImageDto(
                    inspection.imageSha256(),
                    inspection.imageWidth(),
                    inspection.imageHeight(),
                    quality == null ? null : quality.brightness(),
                    quality == null ? null : quality.contrast(),
                    quality == null ? null : quality.sharpness());
        }
    }

    /** Where to go from an inspection. */
    @Schema(name = "InspectionLinks", example = """
                    {"self": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab",
                     "image": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/image",
                     "map": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/map",
                     "overlay": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/overlay"}""")
    public record Links(String self, String image, String map, String overlay) {
        public static Links of(UUID id) {
            String self = InspectionResource.PATH + "/" + id;
            return new Links(self, self + "/image", self + "/map", self + "/overlay");
        }
    }

    /** One that nobody has judged yet. */
    public static InspectionDto of(Inspection inspection) {
        return of(inspection, null);
    }

    /** @param verdict that holds now, or null */
    public static InspectionDto of(Inspection inspection, CurrentVerdict verdict) {
        return new InspectionDto(
                inspection.id(),
                inspection.factory(),
                inspection.product(),
                inspection.line(),
                inspection.serial(),
                inspection.batch(),
                inspection.deployment(),
                inspection.revision(),
                inspection.referenceSet(),
                inspection.version(),
                inspection.decision().name().toLowerCase(Locale.ROOT),
                inspection.score(),
                new Limits(
                        inspection.reviewThreshold(),
                        inspection.rejectThreshold(),
                        inspection.reviewExtrapolated(),
                        inspection.rejectExtrapolated()),
                inspection.search().label(),
                inspection.mapExact(),
                inspection.regions().stream().map(RegionDto::of).toList(),
                AlignmentDto.of(inspection),
                verdict == null ? null : CurrentVerdictDto.of(verdict),
                ImageDto.of(inspection),
                inspection.timingsMs(),
                inspection.node(),
                inspection.takenAt(),
                inspection.receivedAt(),
                Links.of(inspection.id()));
    }

    /** Some inspections, newest first. */
    @Schema(
            name = "InspectionPage",
            description = "Newest first; next_cursor asks for those that follow, and is absent at the end",
            example = "{\"items\": [" + EXAMPLE + "], \"next_cursor\": \"AXk3r2oBmrHDChB6vI3vASNFZ4mr\"}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<InspectionDto> items, String nextCursor) {
        /** @param verdicts that hold now, by inspection */
        public static Items of(Page<Inspection> page, Map<UUID, CurrentVerdict> verdicts) {
            return new Items(
                    page.items().stream()
                            .map(inspection -> InspectionDto.of(inspection, verdicts.get(inspection.id())))
                            .toList(),
                    page.nextCursor().orElse(null));
        }
    }
}
