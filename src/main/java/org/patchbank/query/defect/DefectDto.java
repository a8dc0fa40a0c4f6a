package org.patchbank.query.defect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.defect.Defect;
import org.patchbank.defect.Judgement;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.platform.Page;
import org.patchbank.query.inspection.FindingDto;
import org.patchbank.query.inspection.InspectionResource;

/** A defect, as answers write it. */
@Schema(name = "Defect", description = "A region of a part that was rejected or reviewed", example = DefectDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DefectDto(
        long id,
        UUID inspection,

        @Schema(description = "Its place in the inspection's regions, from 0")
        int region,

        String factory,
        String product,
        String line,
        String serial,
        String referenceSet,
        int version,

        @Schema(enumeration = {"review", "reject"}) String decision,

        @Schema(description = "Where it lies in the image, in pixels")
        DefectWindow window,

        int area,

        @Schema(description = "Largest value of the anomaly map in it")
        double peak,

        @Schema(
                description = "What a person said of it; none until somebody has",
                enumeration = {"none", "good", "defective"})
        String verdict,

        @Schema(description = "Its type in the product's catalogue; absent where nobody has named it")
        String defectType,

        @Schema(enumeration = {"minor", "major", "critical"})
        String severity,

        String note,
        String repair,
        String judgedBy,
        Instant judgedAt,
        Instant takenAt,
        Instant receivedAt,
        DefectLinks links) {

    static final String EXAMPLE = """
            {"id": 4711, "inspection": "019ab1c3-0a10-7abc-8def-0123456789ab", "region": 0, "factory": "default",
             "product": "tile", "line": "line-1", "serial": "A-1047", "reference_set": "tile-good", "version": 1,
             "decision": "reject", "window": {"x": 120, "y": 64, "width": 31, "height": 22}, "area": 488, "peak": 5.61,
             "verdict": "defective", "defect_type": "crack", "severity": "major", "repair": "ground down",
             "judged_by": "m.weber", "judged_at": "2026-11-23T09:02:11Z", "received_at": "2026-11-23T08:20:00.120Z",
             "links": {"self": "/api/v1/defects/4711", "picture": "/api/v1/defects/4711/picture",
               "nearest_good": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/regions/0/nearest-good",
               "inspection": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab"}}""";

    /** A rectangle of an image. */
    @Schema(name = "DefectWindow", example = "{\"x\": 120, \"y\": 64, \"width\": 31, \"height\": 22}")
    public record DefectWindow(int x, int y, int width, int height) {}

    /** Where to go from a defect. */
    @Schema(name = "DefectLinks", example = """
                    {"self": "/api/v1/defects/4711", "picture": "/api/v1/defects/4711/picture",
                     "nearest_good": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/regions/0/nearest-good",
                     "inspection": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab"}""")
    public record DefectLinks(String self, String picture, String nearestGood, String inspection) {
        static DefectLinks of(Defect defect) {
            String self = DefectResource.PATH + "/" + defect.id();
            String inspection = InspectionResource.PATH + "/" + defect.inspection();
            return new DefectLinks(
                    self, self + "/picture", inspection + "/regions/" + defect.region() + "/nearest-good", inspection);
        }
    }

    static DefectDto of(Defect defect) {
        Optional<Judgement> judgement = defect.judgement();
        Optional<Finding> finding = judgement.map(Judgement::finding);
        return new DefectDto(
                defect.id(),
                defect.inspection(),
                defect.region(),
                defect.factory(),
                defect.product(),
                defect.line(),
                defect.serial(),
                defect.referenceSet(),
                defect.version(),
                defect.decision().name().toLowerCase(Locale.ROOT),
                new DefectWindow(
                        defect.window().x(),
                        defect.window().y(),
                        defect.window().width(),
                        defect.window().height()),
                defect.area(),
                defect.peak(),
                finding.map(said -> FindingDto.label(said.quality())).orElse("none"),
                finding.map(Finding::defectType).orElse(null),
                finding.map(Finding::severity).map(FindingDto::label).orElse(null),
                finding.map(Finding::note).orElse(null),
                finding.map(Finding::repair).orElse(null),
                judgement.map(Judgement::by).orElse(null),
                judgement.map(Judgement::at).orElse(null),
                defect.takenAt(),
                defect.receivedAt(),
                DefectLinks.of(defect));
    }

    /** Some defects, newest first. */
    @Schema(
            name = "DefectPage",
            description = "Newest first; next_cursor asks for those that follow, and is absent at the end",
            example = "{\"items\": [" + EXAMPLE + "], \"next_cursor\": \"AXk3r2oBmrHDChB6vI3vASNFZ4mr\"}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<DefectDto> items, String nextCursor) {
        static Items of(Page<Defect> page) {
            return new Items(
                    page.items().stream().map(DefectDto::of).toList(),
                    page.nextCursor().orElse(null));
        }
    }
}
