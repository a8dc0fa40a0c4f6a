package org.patchbank.ingest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.factory.Line;

/** A line. */
@Schema(name = "Line", description = "A place in a factory with a camera of its own", example = """
                {"factory": "north", "name": "press-2", "description": "Camera above the press",
                 "created_at": "2026-11-23T09:00:00Z", "links": {"self": "/api/v1/factories/north/lines/press-2",
                  "deployments": "/api/v1/deployments?line=press-2"}}""")
public record LineDto(String factory, String name, String description, Instant createdAt, Map<String, String> links) {
    static LineDto of(Line line) {
        String name = URLEncoder.encode(line.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return new LineDto(
                line.factory(),
                line.name(),
                line.description().orElse(null),
                line.createdAt(),
                Map.of("self", path(line.factory(), name), "deployments", "/api/v1/deployments?line=" + name));
    }

    static String path(String factory, String encodedName) {
        return FactoryDto.PATH + "/" + factory + "/lines/" + encodedName;
    }
}
