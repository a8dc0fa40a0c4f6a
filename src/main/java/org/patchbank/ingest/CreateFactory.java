package org.patchbank.ingest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.platform.NodeFactory;

/** What a new factory is. */
@Schema(example = """
                {"name": "north", "description": "Plant north of the river"}""")
public record CreateFactory(
        @NotNull(message = "is missing: name the factory, such as 'north'") @Pattern(
                regexp = NodeFactory.NAME,
                message = "must start with a small letter or a digit and go on with small letters, digits, '.', '_'"
                        + " or '-', 63 characters at most")
        String name,

        @Size(max = 2000, message = "has 2000 characters at most") String description) {}
