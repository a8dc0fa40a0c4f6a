package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.shadow.Disagreement;
import org.patchbank.platform.Page;
import org.patchbank.query.inspection.InspectionDto;

/** An inspection on which a shadow disagrees, as answers write it. */
@Schema(
        name = "Disagreement",
        description = "An inspection that was decided otherwise than the shadow would have",
        example = DisagreementDto.EXAMPLE)
public record DisagreementDto(
        InspectionDto inspection,

        @Schema(
                description = "What the shadow would have decided",
                enumeration = {"accept", "review", "reject"})
        String beside,

        @Schema(description = "The shadow's score: it compares with its own limits alone")
        double besideScore,

        @Schema(description = "The score in force as a share of the reject limit in force")
        double inForceShare,

        @Schema(description = "The shadow's score as a share of its own reject limit")
        double besideShare,

        @Schema(description = "How far apart these shares are")
        double difference) {

    static final String EXAMPLE = "{\"inspection\": " + InspectionDto.EXAMPLE + """
            , "beside": "accept", "beside_score": 2.41, "in_force_share": 1.21, "beside_share": 0.72, "difference": 0.49}""";

    /** Some of them. */
    @Schema(name = "DisagreementList", example = "{\"items\": [" + EXAMPLE + "]}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<DisagreementDto> items, String nextCursor) {
        static Items of(Page<Disagreement> page, Map<UUID, Inspection> inspections) {
            return new Items(
                    page.items().stream()
                            .map(each -> DisagreementDto.of(each, inspections.get(each.inspection())))
                            .toList(),
                    page.nextCursor().orElse(null));
        }
    }

    private static DisagreementDto of(Disagreement found, Inspection inspection) {
        return new DisagreementDto(
                InspectionDto.of(inspection),
                found.beside().name().toLowerCase(Locale.ROOT),
                found.besideScore(),
                found.inForceShare(),
                found.besideShare(),
                found.difference());
    }
}
