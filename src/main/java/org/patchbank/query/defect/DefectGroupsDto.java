package org.patchbank.query.defect;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.defect.DefectGroups.Group;
import org.patchbank.defect.DefectGroups.Groups;
import org.patchbank.defect.DefectNaming.Named;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.query.inspection.FindingDto;

/** Defects that nobody has named, put together, as answers write them. */
@Schema(
        name = "DefectGroups",
        description = "Unnamed defects that look alike, the largest group first",
        example = "{\"groups\": [" + DefectGroupsDto.GroupDto.EXAMPLE + "], \"alone\": [4702], \"looked\": 13}")
public record DefectGroupsDto(
        List<GroupDto> groups,

        @Schema(description = "Ids of those that resemble too few others")
        List<Long> alone,

        @Schema(description = "How many were looked at") int looked) {

    /** Defects that look alike. */
    @Schema(name = "DefectGroup", example = GroupDto.EXAMPLE)
    public record GroupDto(
            @Schema(description = "The one that is nearest to all others")
            DefectDto centre,

            @Schema(description = "Mean distance to it") double spread,

            @Schema(description = "Whose parts they are of") List<String> products,

            @Schema(description = "Ids of all of them, the nearest to the centre first")
            List<Long> defects) {
        static final String EXAMPLE = "{\"centre\": " + DefectDto.EXAMPLE
                + ", \"spread\": 0.071, \"products\": [\"tile\"], \"defects\": [4711, 4699, 4688]}";

        static GroupDto of(Group group) {
            return new GroupDto(
                    DefectDto.of(group.centre()),
                    group.spread(),
                    group.members().stream()
                            .map(defect -> defect.product())
                            .distinct()
                            .sorted()
                            .toList(),
                    group.members().stream().map(defect -> defect.id()).toList());
        }
    }

    /** What some defects are called from now on. */
    @Schema(name = "DefectNames", description = "The same said of many defects", example = """
                    {"defects": [4711, 4699, 4688], "defect_type": "crack", "type_name": "Crack", "severity": "major",
                     "by": "m.weber"}""")
    public record Name(
            @NotEmpty @Size(max = 2000) List<@NotNull Long> defects,

            @Schema(description = "Code from the products' catalogues")
            @NotBlank @Pattern(regexp = DefectTypeDto.CODE, message = DefectTypeDto.CODE_RULE) String defectType,

            @Schema(
                    description =
                            "What products call it whose catalogue lacks the code: a type of theirs that has this name"
                                    + " is taken, or else added. Without it their defects are refused")
            @Size(min = 1, max = 200) String typeName,

            @Schema(enumeration = {"minor", "major", "critical"})
            @Pattern(regexp = FindingDto.SEVERITY, message = "must be minor, major or critical") String severity,

            @Size(max = 2000) String note,

            @Size(max = 2000) String repair,

            @Schema(description = "Who says it") @NotBlank @Size(max = 200) String by) {
        Finding finding() {
            return FindingDto.finding("defective", defectType, severity, note, repair);
        }
    }

    /** What came of naming. */
    @Schema(name = "NamedDefects", example = """
                    {"named": [4711, 4699], "refused": [{"inspection": "019ab1c3-0a10-7abc-8def-0123456789ab",
                     "code": "claimed-by-another", "detail": "k.braun looks at it."}]}""")
    public record NamedDto(List<Long> named, List<RefusedDto> refused) {
        static NamedDto of(Named named) {
            return new NamedDto(
                    named.named(),
                    named.refused().entrySet().stream()
                            .map(entry -> new RefusedDto(
                                    entry.getKey(),
                                    entry.getValue().code().code(),
                                    entry.getValue().getMessage(),
                                    entry.getValue().remedy()))
                            .toList());
        }
    }

    /** An inspection that took no verdict. */
    @Schema(name = "RefusedNaming", example = """
                    {"inspection": "019ab1c3-0a10-7abc-8def-0123456789ab", "code": "claimed-by-another",
                     "detail": "k.braun looks at it."}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefusedDto(UUID inspection, String code, String detail, String remedy) {}

    static DefectGroupsDto of(Groups groups) {
        return new DefectGroupsDto(
                groups.groups().stream().map(GroupDto::of).toList(),
                groups.alone().stream().map(defect -> defect.id()).toList(),
                groups.looked());
    }
}
