package org.patchbank.ingest;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.factory.Factory;

/** A factory. */
@Schema(name = "Factory", example = """
                {"name": "north", "description": "Plant north of the river", "own": true, "created_at": "2026-11-23T09:00:00Z",
                 "links": {"self": "/api/v1/factories/north", "lines": "/api/v1/factories/north/lines",
                  "reference_sets": "/api/v1/reference-sets?factory=north"}}""")
public record FactoryDto(
        String name,
        String description,

        @Schema(description = "Whether the node that answers works for it")
        boolean own,

        Instant createdAt,
        Map<String, String> links) {

    static final String PATH = "/api/v1/factories";

    static FactoryDto of(Factory factory, String own) {
        String self = PATH + "/" + factory.name();
        return new FactoryDto(
                factory.name(),
                factory.description().orElse(null),
                factory.name().equals(own),
                factory.createdAt(),
                Map.of(
                        "self",
                        self,
                        "lines",
                        self + "/lines",
                        "reference_sets",
                        ReferenceSetDto.PATH.replaceFirst("/$", "") + "?factory=" + factory.name()));
    }
}
