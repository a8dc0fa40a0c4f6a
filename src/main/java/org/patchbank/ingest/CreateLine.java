package org.patchbank.ingest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a new line is. */
@Schema(example = """
                {"name": "press-2", "description": "Camera above the press"}""")
public record CreateLine(
        @NotBlank(message = "is missing: name the line, such as 'press-2'") @Size(max = 200, message = "has 200 characters at most") String name,

        @Size(max = 2000, message = "has 2000 characters at most") String description) {}
