package org.patchbank.query.inspection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.patchbank.inspection.verdict.Verdict;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** What people say of inspections. */
@Path(InspectionResource.PATH + "/{id}/verdicts")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Verdicts", description = "What people say of inspections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class VerdictResource {
    private final Verdicts verdicts;

    VerdictResource(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @POST
    @Operation(
            summary = "Judge an inspection",
            description = "Adds a verdict. It supersedes those before, which stay in the trail.")
    @APIResponse(
            responseCode = "201",
            description = "Kept",
            content = @Content(schema = @Schema(implementation = VerdictDto.class)))
    public RestResponse<VerdictDto> give(@RestPath UUID id, @Valid @NotNull NewVerdictRequest request) {
        Verdict verdict = verdicts.give(id, request.verdictToGive());
        URI self = URI.create(InspectionResource.PATH + "/" + id + "/verdicts/" + verdict.number());
        return RestResponse.ResponseBuilder.<VerdictDto>created(self)
                .entity(VerdictDto.of(verdict))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Operation(summary = "The trail of an inspection", description = "All that was said of it, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The verdicts",
            content = @Content(schema = @Schema(implementation = VerdictDto.Trail.class)))
    public VerdictDto.Trail trail(@RestPath UUID id) {
        return new VerdictDto.Trail(
                verdicts.trail(id).stream().map(VerdictDto::of).toList());
    }

    @GET
    @Path("/{number}")
    @Operation(summary = "Get a verdict")
    @APIResponse(
            responseCode = "200",
            description = "The verdict",
            content = @Content(schema = @Schema(implementation = VerdictDto.class)))
    public VerdictDto get(@RestPath UUID id, @RestPath int number) {
        return VerdictDto.of(verdicts.get(id, number));
    }
}
