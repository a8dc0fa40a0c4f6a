package org.patchbank.query.defect;

import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What similar defects are looked for by. */
@Schema(
        name = "DefectSearch",
        description = "A defect, or a region of an inspection",
        example = "{\"inspection\": \"019ab1c3-0a10-7abc-8def-0123456789ab\", \"region\": 0}")
public record DefectSearchRequest(
        @Schema(description = "The id of a defect", example = "4711")
        Long defect,

        @Schema(description = "An inspection, instead of a defect")
        UUID inspection,

        @Schema(description = "Its region, from 0; the first unless given", example = "0") @Min(0) Integer region) {}
