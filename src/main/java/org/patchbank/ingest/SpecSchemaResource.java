package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.patchbank.pipeline.spec.SpecSchema;

/** The JSON Schema of detector specs; nodes of both roles answer. */
@Path("/api/v1/spec-schema")
@Produces(SpecSchemaResource.SCHEMA)
@Tag(name = "Reference sets")
public class SpecSchemaResource {
    static final String SCHEMA = "application/schema+json";

    @GET
    @Operation(
            summary = "The JSON Schema of detector specs",
            description =
                    "Every field with its values and its default (draft 2020-12), for editors that complete and check specs."
                            + " docs/specs.md says when to use which.")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content =
                    @Content(
                            mediaType = SCHEMA,
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "schema", value = """
                                            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                                             "properties": {"backbone": {"type": ["string", "null"]}}}""")))
    public JsonNode schema() {
        return SpecSchema.schema();
    }
}
