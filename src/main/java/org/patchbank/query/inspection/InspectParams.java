package org.patchbank.query.inspection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.InspectionRequest;
import org.patchbank.query.Params;

/** What is said of an image that is sent to be inspected. */
public class InspectParams {
    @RestQuery
    @NotBlank @Size(max = 200) @Parameter(description = "What the part is", required = true, example = "tile")
    String product;

    @RestQuery
    @DefaultValue(Params.DEFAULT_LINE)
    @NotBlank @Size(max = 200) @Parameter(description = "Where it is made", example = "line-1")
    String line;

    @RestQuery
    @Size(min = 1, max = 200) @Parameter(description = "The part's serial number", example = "A-1047")
    String serial;

    @RestQuery
    @Size(min = 1, max = 200) @Parameter(description = "The batch that the part was made in", example = "B-0331")
    String batch;

    @RestQuery("taken_at")
    @Parameter(description = "When the line took the image", example = "2026-11-23T08:20:00Z")
    String takenAt;

    @RestHeader("Idempotency-Key")
    @Pattern(regexp = "[\\x21-\\x7e]{1,200}", message = "must be 1 to 200 visible ASCII characters") @Parameter(
            description = "Names this request: sent again with the same image it gives the same inspection",
            example = "line-1/A-1047/1")
    String idempotencyKey;

    InspectionRequest request(byte[] image) {
        return new InspectionRequest(
                product, line, serial, batch, Params.instant("taken_at", takenAt), idempotencyKey, image);
    }
}
