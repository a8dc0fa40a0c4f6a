package org.patchbank.query.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.patchbank.inspection.proposal.ProposalState;
import org.patchbank.inspection.proposal.Proposals;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** Good parts that were not accepted, as images of a deployment's reference set. */
@Path(DeploymentResource.PATH + "/{id}/proposals")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Verdicts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProposalResource {
    private final Proposals proposals;

    ProposalResource(Proposals proposals) {
        this.proposals = proposals;
    }

    @GET
    @Operation(
            summary = "List proposed reference images",
            description = "What the deployment rejected or reviewed and a person called good, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = ProposalDto.Items.class)))
    public ProposalDto.Items list(
            @RestPath UUID id,
            @RestQuery
                    @DefaultValue("proposed")
                    @Pattern(regexp = ProposalDto.STATES, message = "must be proposed, accepted or declined") @Parameter(description = "Those that wait, or those that were answered so last")
                    String state,
            @Parameter(description = "next_cursor of the page before") @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) @Parameter(description = "How many", example = "50")
                    int limit) {
        return ProposalDto.Items.of(proposals.list(id, ProposalState.of(state), cursor, limit));
    }

    @GET
    @Path("/{inspection}")
    @Operation(summary = "Get a proposal", description = "With all answers, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The proposal",
            content = @Content(schema = @Schema(implementation = ProposalDto.class)))
    public ProposalDto get(@RestPath UUID id, @RestPath UUID inspection) {
        return ProposalDto.of(proposals.get(id, inspection));
    }

    @POST
    @Path("/accept")
    @Operation(
            summary = "Accept proposals",
            description =
                    "The images become reference images, and a version is built with them: grown from the one in force, or"
                            + " the one named, in seconds. All are accepted, or none. Deploying the version is another call.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location names the version that is being built",
            content = @Content(schema = @Schema(implementation = ProposalDto.Acceptance.class)))
    @APIResponse(responseCode = "409", description = "Not proposed, or accepted before")
    @APIResponse(responseCode = "422", description = "The version is of a kind that cannot grow; say build: full")
    public RestResponse<ProposalDto.Acceptance> accept(
            @RestPath UUID id, @Valid @NotNull ProposalRequests.Accept request) {
        ProposalDto.Acceptance accepted = ProposalDto.Acceptance.of(proposals.accept(id, request.acceptance()));
        return RestResponse.ResponseBuilder.<ProposalDto.Acceptance>accepted(accepted)
                .location(URI.create(accepted.version().links().get("self")))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @POST
    @Path("/decline")
    @Operation(
            summary = "Decline proposals",
            description =
                    "They are proposed no more; the answer stays, and one that was declined may be accepted later.")
    @APIResponse(
            responseCode = "200",
            description = "Declined",
            content = @Content(schema = @Schema(implementation = ProposalDto.Items.class)))
    @APIResponse(responseCode = "409", description = "Not proposed, or accepted before")
    public ProposalDto.Items decline(@RestPath UUID id, @Valid @NotNull ProposalRequests.Decline request) {
        return ProposalDto.Items.of(proposals.decline(id, request.inspections(), request.by(), request.note()));
    }
}
