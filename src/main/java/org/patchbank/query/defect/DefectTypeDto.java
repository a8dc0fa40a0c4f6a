package org.patchbank.query.defect;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.verdict.DefectType;

/** An entry of a product's catalogue of defects, as answers write it. */
@Schema(name = "DefectType", description = "A kind of defect that verdicts can choose", example = DefectTypeDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DefectTypeDto(
        String product,

        @Schema(description = "Names it for ever") String code,

        String name,
        String description,
        Instant createdAt,

        @Schema(description = "Since when it is no longer to be chosen; absent while it is")
        Instant retiredAt) {

    static final String CODE = "[a-z0-9][a-z0-9._-]{0,62}";
    static final String CODE_RULE =
            "must be 1 to 63 of a-z, 0-9, dot, underscore and dash, and start with a letter or digit";

    static final String EXAMPLE = """
            {"product": "tile", "code": "scratch", "name": "Scratch", "description": "A line through the glaze",
             "created_at": "2026-11-23T08:00:00Z"}""";

    static DefectTypeDto of(DefectType type) {
        return new DefectTypeDto(
                type.product(), type.code(), type.name(), type.description(), type.createdAt(), type.retiredAt());
    }

    /** A whole catalogue. */
    @Schema(name = "DefectTypeList", example = "{\"items\": [" + EXAMPLE + "]}")
    public record Items(List<DefectTypeDto> items) {}

    /** What a new entry needs. */
    @Schema(name = "NewDefectType", example = """
                    {"code": "scratch", "name": "Scratch", "description": "A line through the glaze"}""")
    public record New(
            @NotNull @Pattern(regexp = CODE, message = CODE_RULE) String code,

            @NotBlank @Size(max = 200) String name,
            @Size(max = 2000) String description) {}

    /** What an entry shall say. */
    @Schema(name = "DefectTypeChange", example = """
                    {"name": "Scratch", "description": "A line through the glaze, wherever it comes from"}""")
    public record Change(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 2000) String description) {}
}
