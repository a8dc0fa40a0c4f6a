package org.patchbank.query.deployment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.patchbank.inspection.history.WhatIfs;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.Params;

/** The scores that limits are tried on. */
@Path(DeploymentResource.PATH + "/{id}/scores")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Deployments")
@Produces(MediaType.APPLICATION_JSON)
public class ScoreHistogramResource {
    private final WhatIfs whatIfs;

    ScoreHistogramResource(WhatIfs whatIfs) {
        this.whatIfs = whatIfs;
    }

    @GET
    @Operation(
            summary = "Histogram of recorded scores",
            description = "Of the inspections that the version in force has judged, by what people said of them: what"
                    + " POST .../what-if tries limits on.")
    @APIResponse(
            responseCode = "200",
            description = "The counts by bin",
            content = @Content(schema = @Schema(implementation = ScoreHistogramDto.class)))
    public ScoreHistogramDto scores(
            @RestPath UUID id,
            @Parameter(description = "How many bins", example = "80") @RestQuery @DefaultValue("80") @Min(4) @Max(400) int bins,
            @Parameter(description = "Received at this time or later", example = "2026-11-01T00:00:00Z") @RestQuery
                    String from,
            @Parameter(description = "Received before this time", example = "2026-11-24T00:00:00Z") @RestQuery
                    String to) {
        return ScoreHistogramDto.of(
                whatIfs.histogram(id, bins, Params.instant("from", from), Params.instant("to", to)));
    }
}
