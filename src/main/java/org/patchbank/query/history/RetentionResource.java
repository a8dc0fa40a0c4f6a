package org.patchbank.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.patchbank.inspection.history.Retention;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** How long images of good parts are kept. */
@Path("/api/v1/products/{product}/retention")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Inspections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RetentionResource {
    private final Retention retention;

    RetentionResource(Retention retention) {
        this.retention = retention;
    }

    /** What is to be kept of a product. */
    @Schema(
            name = "Retention",
            description = "After how many days the images of good parts go; left out, they stay for ever",
            example = "{\"good_image_days\": 90}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Days(
            @Schema(description = "Images of parts that were accepted, or called good, go after that; records stay")
            @Min(1) @Max(36500) Integer goodImageDays) {
        static Days of(Retention.Plan plan) {
            return new Days(plan.goodImagesDays().orElse(null));
        }
    }

    @GET
    @Operation(summary = "How long images are kept")
    @APIResponse(
            responseCode = "200",
            description = "The setting",
            content = @Content(schema = @Schema(implementation = Days.class)))
    public Days get(@RestPath String product) {
        return Days.of(retention.plan(product));
    }

    @PUT
    @Operation(
            summary = "Say how long images are kept",
            description = "Images of good parts only, by a job within the hour. Records stay for ever.")
    @APIResponse(
            responseCode = "200",
            description = "Holds from the job's next run on",
            content = @Content(schema = @Schema(implementation = Days.class)))
    public Days change(@RestPath String product, @Valid @NotNull Days days) {
        return Days.of(retention.change(new Retention.Plan(product, Optional.ofNullable(days.goodImageDays()))));
    }
}
