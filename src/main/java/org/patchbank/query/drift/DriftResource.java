package org.patchbank.query.drift;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.drift.Drifts;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.deployment.DeploymentResource;

/** How far a deployment's scores and images have moved. */
@Path(DeploymentResource.PATH + "/{id}/drift")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Drift", description = "What has moved at a line, since when, and who is told")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DriftResource {
    private final Drifts drifts;

    DriftResource(Drifts drifts) {
        this.drifts = drifts;
    }

    @GET
    @Operation(
            summary = "Show a deployment's drift",
            description =
                    "Scores of accepted parts against the calibration; brightness, contrast and sharpness of images, and the share"
                            + " of review, against the first inspections. Looked at by a job, when enough new inspections have come.")
    @APIResponse(
            responseCode = "200",
            description = "What is known",
            content = @Content(schema = @Schema(implementation = DriftDto.class)))
    public DriftDto get(
            @RestPath UUID id,
            @RestQuery
                    @DefaultValue("100")
                    @Min(1) @Max(1000) @Parameter(description = "How many looks of each measure, the last ones", example = "100")
                    int points) {
        return DriftDto.of(drifts.report(id, points));
    }

    @POST
    @Path("/reference")
    @Operation(
            summary = "Take a new reference",
            description =
                    "From now on the next inspections are what images and the share of review are compared with, and their warnings"
                            + " are over: for a change that is meant to stay. Scores stay compared with the calibration.")
    @APIResponse(
            responseCode = "200",
            description = "Begun anew",
            content = @Content(schema = @Schema(implementation = DriftDto.class)))
    public DriftDto startAnew(@RestPath UUID id, @Valid @NotNull DriftDto.NewReference request) {
        return DriftDto.of(drifts.startAnew(id, request.by(), request.reason()));
    }
}
