package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.ReferenceError;

/** How the next version is built. */
@Schema(example = """
                {"spec": {"model": {"coreset_ratio": 0.05}, "region_of_interest": [{"rectangle": [0.1, 0.1, 0.8, 0.8]}],
                 "calibration": {"method": "held_out", "share": 0.2}}, "seed": 7}""")
public record CreateVersion(
        @Schema(
                description = "The fields that differ from the reference set's spec, each described in docs/specs.md",
                implementation = Object.class)
        JsonNode spec,

        @Schema(description = "Decides every random choice; the same images, spec and seed give the same bank")
        Long seed,

        @Schema(
                description =
                        "Number of an earlier version to grow instead: its bank is kept, and only what is new in further"
                                + " images is added, in seconds. The spec and the seed are that version's",
                examples = "3")
        @Min(1) Integer growFrom,

        @Schema(
                description =
                        "Ids of the images to grow by; left out, all images of the set that the version does not hold")
        @Size(min = 1, max = 10000) List<@NotNull UUID> images) {

    static final CreateVersion PLAIN = new CreateVersion(null, null, null, null);

    /** @throws PatchbankException {@code GROWTH_CONTRADICTS} if it says how to learn anew and how to grow */
    void requireOneWay() {
        if (growFrom == null ? images != null : spec != null || seed != null) {
            throw new PatchbankException(
                    ReferenceError.GROWTH_CONTRADICTS,
                    growFrom == null
                            ? "Which images a version is made of can be said only where it is grown from another."
                            : "A grown version has the spec and the seed of the one that it is grown from.",
                    "Give grow_from and, if you like, images; or give spec and seed, and no images.");
        }
    }
}
