package org.patchbank.ingest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.platform.NodeFactory;
import org.patchbank.reference.Sharing;

/** Which other factories may list, read and deploy the versions of a reference set. */
@Schema(
        name = "Sharing",
        description = "Which other factories may list, read and deploy the versions; none of them may change anything",
        example = """
                {"all": false, "factories": ["north", "south"]}""")
public record SharingDto(
        @Schema(description = "Every factory that there is or will be", defaultValue = "false")
        Boolean all,

        @Schema(description = "By name; none unless given") @Size(max = 1000) List<@NotNull @Pattern(regexp = NodeFactory.NAME, message = "must be the name of a factory") String>
                factories) {

    Sharing toSharing() {
        return new Sharing(Boolean.TRUE.equals(all), factories == null ? List.of() : factories);
    }

    static SharingDto of(Sharing sharing) {
        return new SharingDto(sharing.all(), sharing.factories());
    }
}
