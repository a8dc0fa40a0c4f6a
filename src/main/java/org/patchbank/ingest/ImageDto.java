package org.patchbank.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.ImageInfo;

/** An image of a reference set. */
@Schema(name = "ReferenceImage")
public record ImageDto(
        UUID id,

        @Schema(description = "The file name it came under, with the folders of its archive", examples = "good/000.png")
        String name,

        String sha256,
        int width,
        int height,
        @Schema(description = "Of the file, in bytes") long size,
        Instant addedAt,

        @Schema(description = "The inspection that the image was taken from; null where it was uploaded")
        UUID inspection,

        Map<String, String> links) {

    static final String INSPECTIONS = "/api/v1/inspections/";

    static ImageDto of(UUID set, ImageInfo image) {
        String self = ReferenceSetDto.PATH + set + "/images/" + image.id();
        return new ImageDto(
                image.id(),
                image.name(),
                image.sha256(),
                image.width(),
                image.height(),
                image.size(),
                image.addedAt(),
                image.inspection().orElse(null),
                image.inspection()
                        .map(from -> Map.of("content", self + "/content", "inspection", INSPECTIONS + from))
                        .orElseGet(() -> Map.of("content", self + "/content")));
    }
}
