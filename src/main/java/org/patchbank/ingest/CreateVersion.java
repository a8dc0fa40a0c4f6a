package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the next version is built. */
@Schema(example = """
                {"spec": {"model": {"coreset_ratio": 0.05}}, "seed": 7}""")
public record CreateVersion(
        @Schema(description = "The fields that differ from the reference set's spec", implementation = Object.class)
        JsonNode spec,

        @Schema(description = "Decides every random choice; the same images, spec and seed give the same bank")
        Long seed) {}
