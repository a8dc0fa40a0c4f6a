package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        Long seed) {}
