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
                 "factory": "default", "line": "line-3", "sharing": {"all": false, "factories": ["north"]},
                 "image_place": "shared", "owner": "quality team", "description": "Front camera",
                 "spec": {"backbone": "patchbank-student", "seed": 0},
                 "images": 200, "latest_version": 1, "created_at": "2026-11-23T09:00:00Z",
                 "links": {"self": "/api/v1/reference-sets/019ab2c5-7d1e-7a43-9c55-0242ac120002"}}""")
public record ReferenceSetDto(
        UUID id,
        String name,
        String product,

        @Schema(description = "The factory that it belongs to; only nodes of it change it")
        String factory,

        @Schema(description = "The line whose camera takes the images, if that was said")
        String line,

        @Schema(description = "Which other factories may use the versions")
        SharingDto sharing,

        @Schema(
                description = "Where the images may lie",
                enumeration = {"shared", "own-factory"})
        String imagePlace,

        @Schema(description = "Who answers for it") String owner,
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
                set.factory(),
                set.line().orElse(null),
                SharingDto.of(set.sharing()),
                set.place().label(),
                set.owner().orElse(null),
                set.description().orElse(null),
                set.spec(),
                set.images(),
                set.latestVersion().orElse(null),
                set.createdAt(),
                Map.of(
                        "self",
                        self,
                        "images",
                        self + "/images",
                        "versions",
                        self + "/versions",
                        "sharing",
                        self + "/sharing"));
    }
}
