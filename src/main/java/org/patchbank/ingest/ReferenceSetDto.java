package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.ReferenceSetInfo;

/** A reference set. */
@Schema(name = "ReferenceSet", example = """
                {"id": "019ab2c5-7d1e-7a43-9c55-0242ac120002", "name": "tile-front", "product": "tile",
                 "owner": "plant-1", "description": "Front camera, line 3",
                 "spec": {"backbone": "patchbank-student", "seed": 0},
                 "images": 200, "latest_version": 1, "created_at": "2026-11-23T09:00:00Z",
                 "links": {"self": "/api/v1/reference-sets/019ab2c5-7d1e-7a43-9c55-0242ac120002"}}""")
public record ReferenceSetDto(
        UUID id,
        String name,
        String product,
        String owner,
        String description,

        @Schema(
                description = "What versions use unless they say otherwise, every field named",
                implementation = Object.class)
        JsonNode spec,

        @Schema(description = "How many images the next version would learn from")
        long images,

        @Schema(description = "The highest number of a version, whatever became of it; null before the first")
        Integer latestVersion,

        Instant createdAt,
        Map<String, String> links) {

    static final String PATH = "/api/v1/reference-sets/";

    static ReferenceSetDto of(ReferenceSetInfo set) {
        String self = PATH + set.id();
        return new ReferenceSetDto(
                set.id(),
                set.name(),
                set.product(),
                set.owner().orElse(null),
                set.description().orElse(null),
                set.spec(),
                set.images(),
                set.latestVersion().orElse(null),
                set.createdAt(),
                Map.of("self", self, "images", self + "/images", "versions", self + "/versions"));
    }
}
