package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.ImagePlace;
import org.patchbank.reference.NewReferenceSet;
import org.patchbank.reference.Sharing;

/** What a new reference set is. */
@Schema(example = """
                {"name": "tile-front", "product": "tile", "owner": "quality team", "line": "line-3",
                 "description": "Front camera", "image_place": "shared", "sharing": {"factories": ["north"]},
                 "spec": {"model": {"coreset_ratio": 0.05}}}""")
public record CreateReferenceSet(
        @Schema(description = "Unique, for people and addresses", examples = "tile-front")
        @NotNull(message = "is missing: name the reference set, such as 'tile-front'") @Pattern(
                regexp = "[a-z0-9][a-z0-9._-]{0,62}",
                message = "must start with a small letter or a digit and go on with small letters, digits, '.', '_'"
                        + " or '-', 63 characters at most")
        String name,

        @Schema(description = "The product that the images show", examples = "tile")
        @NotBlank(message = "is missing: say which product the images show") @Size(max = 200, message = "has 200 characters at most") String product,

        @Size(max = 2000, message = "has 2000 characters at most") String description,

        @Schema(description = "Who answers for it: a person or a team")
        @Size(max = 200, message = "has 200 characters at most") String owner,

        @Schema(description = "The line whose camera takes the images; its calibration holds there")
        @Size(min = 1, max = 200, message = "has 1 to 200 characters") String line,

        @Schema(
                description =
                        "Where the images may lie: shared, in the image store that all nodes use, or own-factory, in the"
                                + " store of this node's factory alone. Chosen once",
                enumeration = {"shared", "own-factory"},
                defaultValue = "shared")
        @Pattern(regexp = "shared|own-factory", message = "must be shared or own-factory") String imagePlace,

        @Schema(description = "Which other factories may use the versions; nobody unless given") @Valid SharingDto sharing,

        @Schema(
                description = "The fields of the detector spec that differ from the defaults",
                implementation = Object.class)
        JsonNode spec) {

    NewReferenceSet toNew() {
        return new NewReferenceSet(
                name,
                product,
                owner,
                description,
                line,
                imagePlace == null ? ImagePlace.SHARED : ImagePlace.of(imagePlace),
                sharing == null ? Sharing.NOBODY : sharing.toSharing(),
                spec);
    }
}
