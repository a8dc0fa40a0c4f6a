package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.NewReferenceSet;

/** What a new reference set is. */
@Schema(example = """
                {"name": "tile-front", "product": "tile", "owner": "plant-1", "description": "Front camera, line 3",
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

        @Size(max = 200, message = "has 200 characters at most") String owner,

        @Schema(
                description = "The fields of the detector spec that differ from the defaults",
                implementation = Object.class)
        JsonNode spec) {

    NewReferenceSet toNew() {
        return new NewReferenceSet(name, product, owner, description, spec);
    }
}
