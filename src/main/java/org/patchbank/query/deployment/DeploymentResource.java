package org.patchbank.query.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.deployment.Promotions;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** Deployments and their thresholds. */
@Path(DeploymentResource.PATH)
@ServedBy(NodeRole.QUERY)
@Tag(name = "Deployments", description = "Which version judges what, and with which limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DeploymentResource {
    public static final String PATH = "/api/v1/deployments";

    private final Deployments deployments;
    private final Promotions promotions;
    private final DeploymentDtos dtos;

    DeploymentResource(Deployments deployments, Promotions promotions, DeploymentDtos dtos) {
        this.promotions = promotions;
        this.dtos = dtos;
        this.deployments = deployments;
    }

    @POST
    @Operation(
            summary = "Deploy a version",
            description =
                    "Judges a product on a line with a ready version. The limits follow from the version's calibration"
                            + " images; the answer states what they promise. In force when the answer is sent.")
    @APIResponse(
            responseCode = "201",
            description = "Deployed",
            content = @Content(schema = @Schema(implementation = DeploymentDto.class)))
    public RestResponse<DeploymentDto> create(@Valid @NotNull NewDeployment request) {
        Deployment deployment = deployments.create(
                request.product(),
                request.lineOrDefault(),
                request.referenceSet(),
                request.version(),
                request.wish(),
                request.plan(),
                request.why());
        return RestResponse.ResponseBuilder.<DeploymentDto>created(URI.create(PATH + "/" + deployment.id()))
                .entity(dto(deployment))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Operation(summary = "List deployments", description = "All that are in force, by product and line.")
    @APIResponse(
            responseCode = "200",
            description = "The deployments",
            content = @Content(schema = @Schema(implementation = DeploymentDto.Items.class)))
    public DeploymentDto.Items list(
            @Parameter(description = "Only of this product", example = "tile") @RestQuery String product,
            @Parameter(description = "Only on this line", example = "line-1") @RestQuery String line) {
        return new DeploymentDto.Items(dtos.of(deployments.list(product, line)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a deployment")
    @APIResponse(
            responseCode = "200",
            description = "The deployment",
            content = @Content(schema = @Schema(implementation = DeploymentDto.class)))
    public DeploymentDto get(@RestPath UUID id) {
        return dto(deployments.get(id));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Change a deployment",
            description = "Puts another version in force, calibrated anew with the same rates unless others are given."
                    + " POST .../revert goes back.")
    @APIResponse(
            responseCode = "200",
            description = "Changed and in force",
            content = @Content(schema = @Schema(implementation = DeploymentDto.class)))
    public DeploymentDto change(@RestPath UUID id, @Valid @NotNull DeploymentChange change) {
        return dto(deployments.change(
                id, change.referenceSet(), change.version(), change.wish(), change.rollingWish(), change.why()));
    }

    @PUT
    @Path("/{id}/threshold")
    @Operation(
            summary = "Change the limits",
            description = "By rate or by hand. Rebuilds nothing; the earlier limits stay in the history.")
    @APIResponse(
            responseCode = "200",
            description = "Changed and in force",
            content = @Content(schema = @Schema(implementation = DeploymentDto.class)))
    public DeploymentDto changeThreshold(@RestPath UUID id, @Valid @NotNull ThresholdChangeRequest change) {
        return dto(deployments.changeThreshold(id, change.wish(), change.why()));
    }

    @GET
    @Path("/{id}/thresholds")
    @Operation(
            summary = "History of the limits",
            description = "Every version and limit that was in force, newest first; also of a removed deployment.")
    @APIResponse(
            responseCode = "200",
            description = "The history",
            content = @Content(schema = @Schema(implementation = DeploymentDto.History.class)))
    public DeploymentDto.History thresholds(@RestPath UUID id) {
        return new DeploymentDto.History(
                deployments.history(id).stream().map(DeploymentDto.Change::of).toList());
    }

    @POST
    @Path("/{id}/revert")
    @Operation(
            summary = "Go back",
            description =
                    "To the version and the limits of an earlier revision, exactly as they were; as a new revision, in one step. Going"
                            + " back again goes to where it came from.")
    @APIResponse(
            responseCode = "200",
            description = "In force",
            content = @Content(schema = @Schema(implementation = DeploymentDto.class)))
    public DeploymentDto revert(@RestPath UUID id, @Valid @NotNull ShadowDto.Reversion request) {
        return dto(promotions.revert(id, request.revision(), request.reason(), request.by()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove a deployment", description = "Stops judging. Inspections and history stay.")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(@RestPath UUID id) {
        deployments.remove(id);
    }

    private DeploymentDto dto(Deployment deployment) {
        return dtos.of(deployment);
    }
}
