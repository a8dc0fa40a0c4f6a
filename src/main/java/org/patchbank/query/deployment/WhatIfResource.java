package org.patchbank.query.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.patchbank.inspection.history.WhatIfs;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** Tries limits on what was recorded. */
@Path(DeploymentResource.PATH + "/{id}/what-if")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Deployments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WhatIfResource {
    private final WhatIfs whatIfs;

    WhatIfResource(WhatIfs whatIfs) {
        this.whatIfs = whatIfs;
    }

    @POST
    @Operation(
            summary = "Try other limits",
            description =
                    "What they would have come to on the inspections that the version in force has judged: overkill,"
                            + " escape, review load. Changes nothing; PUT .../threshold puts limits in force, with a reason.")
    @APIResponse(
            responseCode = "200",
            description = "The present limits and the wanted ones side by side",
            content = @Content(schema = @Schema(implementation = WhatIfDto.class)))
    public WhatIfDto compare(@RestPath UUID id, @Valid @NotNull WhatIfDto.Request request) {
        return WhatIfDto.of(whatIfs.compare(
                id, request.reviewThreshold(), request.rejectThreshold(), request.from(), request.to()));
    }
}
