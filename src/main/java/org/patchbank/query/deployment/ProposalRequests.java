package org.patchbank.query.deployment;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.proposal.NewAcceptance;
import org.patchbank.inspection.proposal.NewAcceptance.Build;

/** Answers to proposals. */
final class ProposalRequests {
    private static final int MOST = 1000;

    private ProposalRequests() {}

    /** Which shall become reference images. */
    @Schema(name = "AcceptProposals", example = """
                    {"inspections": ["019ab1c3-0a10-7abc-8def-0123456789ab"], "by": "q.engineer",
                     "note": "a reflection that is common on this line", "version": 3, "build": "grow"}""")
    public record Accept(
            @NotEmpty @Size(max = MOST) List<@NotNull UUID> inspections,

            @Schema(description = "Who says it") @NotBlank @Size(max = 200) String by,

            @Size(max = 2000) String note,

            @Schema(description = "Number of the version to build on; the one in force unless given") @Min(1) Integer version,

            @Schema(
                    enumeration = {"grow", "full"},
                    defaultValue = "grow",
                    description =
                            "grow adds to the version what is new in the images, in seconds; full builds anew from all images"
                                    + " of the set, for versions that cannot grow")
            @Pattern(regexp = "grow|full", message = "must be grow or full") String build) {
        NewAcceptance acceptance() {
            return new NewAcceptance(
                    inspections,
                    by,
                    note,
                    version == null ? OptionalInt.empty() : OptionalInt.of(version),
                    build == null ? Build.GROW : Build.valueOf(build.toUpperCase(Locale.ROOT)));
        }
    }

    /** Which shall not. */
    @Schema(name = "DeclineProposals", example = """
                    {"inspections": ["019ab1c3-0a10-7abc-8def-0123456789ab"], "by": "q.engineer", "note": "dust on the lens"}""")
    public record Decline(
            @NotEmpty @Size(max = MOST) List<@NotNull UUID> inspections,

            @Schema(description = "Who says it") @NotBlank @Size(max = 200) String by,

            @Size(max = 2000) String note) {}
}
