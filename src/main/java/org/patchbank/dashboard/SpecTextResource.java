package org.patchbank.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Reads the specs that people write in pages, so that scripts need not know YAML. */
@Path("/specs")
public class SpecTextResource {
    private static final int MOST_CHARACTERS = 4_000_000;

    /** The fields as the API takes them. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode read(@Size(max = MOST_CHARACTERS, message = "has 4,000,000 characters at most") String text) {
        return SpecText.read(text);
    }
}
