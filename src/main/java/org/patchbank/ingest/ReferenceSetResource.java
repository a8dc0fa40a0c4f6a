package org.patchbank.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;

/** Reference sets: the good images of one product under one name. */
@Path("/api/v1/reference-sets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reference sets", description = "The good images that a product is learned from")
@ServedBy(NodeRole.INGEST)
public class ReferenceSetResource {
    private final ReferenceSets sets;

    ReferenceSetResource(ReferenceSets sets) {
        this.sets = sets;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a reference set")
    @APIResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = ReferenceSetDto.class)))
    @APIResponse(responseCode = "409", description = "The name is taken")
    @APIResponse(responseCode = "422", description = "The spec is not possible")
    public Response create(
            @NotNull(message = "is missing: send a JSON object with name and product") @Valid CreateReferenceSet wanted) {
        ReferenceSetInfo set = sets.create(wanted.toNew());
        return Response.created(URI.create(ReferenceSetDto.PATH + set.id()))
                .entity(ReferenceSetDto.of(set))
                .build();
    }

    @GET
    @Operation(
            summary = "List reference sets by name",
            description = "Those of this node's factory, and those that others share with it.")
    public PageDto<ReferenceSetDto> list(
            @QueryParam("product") Optional<String> product,
            @QueryParam("name") Optional<String> name,
            @Parameter(description = "Only those that belong to it") @QueryParam("factory") Optional<String> factory,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return PageDto.of(sets.list(product, name, factory, cursor, limit), ReferenceSetDto::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a reference set")
    public ReferenceSetDto find(@Parameter(description = "Id or name") @PathParam("id") String id) {
        return ReferenceSetDto.of(sets.find(id));
    }

    @PUT
    @Path("{id}/sharing")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say which other factories may use the versions",
            description =
                    "They may list, read and deploy them, and change nothing. What is left out ends: where a factory that"
                            + " would lose the set judges with it, the answer is 409 and names the deployments. With force=true they"
                            + " judge on with the version that they have, and cannot be given another of this set.")
    @APIResponse(responseCode = "200", description = "Shared as said")
    @APIResponse(responseCode = "403", description = "The set belongs to another factory")
    @APIResponse(responseCode = "409", description = "Deployments of other factories would lose it")
    public ReferenceSetDto share(
            @Parameter(description = "Id or name") @PathParam("id") String id,
            @QueryParam("force") @DefaultValue("false") boolean force,
            @NotNull(message = "is missing: send a JSON object with all or factories") @Valid SharingDto sharing) {
        return ReferenceSetDto.of(sets.share(id, sharing.toSharing(), force));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove a reference set with its versions")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", description = "A deployment judges with one of its versions")
    public void delete(@Parameter(description = "Id or name") @PathParam("id") String id) {
        sets.delete(id);
    }
}
