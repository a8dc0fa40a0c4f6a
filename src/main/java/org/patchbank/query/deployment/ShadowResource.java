package org.patchbank.query.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.shadow.Comparisons;
import org.patchbank.inspection.shadow.Disagreement;
import org.patchbank.inspection.shadow.Shadows;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.Page;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.Params;
import org.patchbank.scoring.Decision;

/** Versions that score beside the one in force, their comparison with it, and the step from the one to the other. */
@Path(DeploymentResource.PATH + "/{id}/shadow")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Deployments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ShadowResource {
    private static final String DECISIONS = "accept|review|reject";
    private static final String ONE_OF_DECISIONS = "must be accept, review or reject";

    private final Shadows shadows;
    private final Comparisons comparisons;
    private final Inspections inspections;
    private final DeploymentDtos deployments;

    ShadowResource(Shadows shadows, Comparisons comparisons, Inspections inspections, DeploymentDtos deployments) {
        this.shadows = shadows;
        this.comparisons = comparisons;
        this.inspections = inspections;
        this.deployments = deployments;
    }

    @PUT
    @Operation(
            summary = "Have a version run as a shadow",
            description =
                    "From now on it scores every inspection of the deployment too, after that has been answered, and decides"
                            + " nothing. What it cannot score in time it scores later, from the kept image. Another shadow ends; the same version"
                            + " again gets other limits, and goes further back where from says so.")
    @APIResponse(
            responseCode = "200",
            description = "It runs",
            content = @Content(schema = @Schema(implementation = ShadowDto.class)))
    public ShadowDto run(@RestPath UUID id, @Valid @NotNull ShadowDto.Request request) {
        return ShadowDto.of(shadows.run(
                id,
                request.referenceSet(),
                request.version(),
                request.wish(),
                request.from(),
                request.reason(),
                request.by()));
    }

    @GET
    @Operation(summary = "Get the shadow that runs")
    @APIResponse(
            responseCode = "200",
            description = "The shadow",
            content = @Content(schema = @Schema(implementation = ShadowDto.class)))
    public ShadowDto get(@RestPath UUID id) {
        return ShadowDto.of(shadows.get(id));
    }

    @GET
    @Path("/history")
    @Operation(
            summary = "List the shadows of a deployment",
            description = "All that ran, and the one that runs, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The shadows",
            content = @Content(schema = @Schema(implementation = ShadowDto.Items.class)))
    public ShadowDto.Items list(@RestPath UUID id) {
        return new ShadowDto.Items(shadows.all(id).stream().map(ShadowDto::of).toList());
    }

    @DELETE
    @Operation(summary = "End the shadow", description = "What it has scored stays and can be compared.")
    @APIResponse(responseCode = "204", description = "Ended")
    public void remove(
            @RestPath UUID id,
            @Parameter(description = "Who; kept", example = "m.weber") @RestQuery @Size(min = 1, max = 200) String by) {
        shadows.remove(id, by);
    }

    @GET
    @Path("/comparison")
    @Operation(
            summary = "Compare a shadow with what was in force",
            description =
                    "On the same inspections: how often both decide alike, overkill and escape by what people said, and how the scores"
                            + " lie, each as a share of its own reject limit, for scores of two versions mean different things.")
    @APIResponse(
            responseCode = "200",
            description = "Both side by side",
            content = @Content(schema = @Schema(implementation = ComparisonDto.class)))
    public ComparisonDto compare(
            @RestPath UUID id,
            @Parameter(description = "Which one; the one that runs, or ran last, unless given") @RestQuery UUID shadow,
            @Parameter(description = "Received at this time or later", example = "2026-11-23T00:00:00Z") @RestQuery
                    String from,
            @Parameter(description = "Received before this time", example = "2026-11-24T00:00:00Z") @RestQuery
                    String to) {
        return ComparisonDto.of(
                comparisons.compare(id, shadow, Params.instant("from", from), Params.instant("to", to)));
    }

    @GET
    @Path("/disagreements")
    @Operation(summary = "List the inspections on which a shadow disagrees")
    @APIResponse(
            responseCode = "200",
            description = "The inspections with what the shadow would have decided",
            content = @Content(schema = @Schema(implementation = DisagreementDto.Items.class)))
    public DisagreementDto.Items disagreements(
            @RestPath UUID id,
            @Parameter(description = "Which one; the one that runs, or ran last, unless given") @RestQuery UUID shadow,
            @Parameter(description = "Received at this time or later", example = "2026-11-23T00:00:00Z") @RestQuery
                    String from,
            @Parameter(description = "Received before this time", example = "2026-11-24T00:00:00Z") @RestQuery
                    String to,
            @Parameter(description = "Only with this decision in force: accept, review or reject", example = "reject")
                    @RestQuery("in_force")
                    @Pattern(regexp = DECISIONS, message = ONE_OF_DECISIONS) String inForce,
            @Parameter(description = "Only where the shadow would decide this", example = "accept")
                    @RestQuery
                    @Pattern(regexp = DECISIONS, message = ONE_OF_DECISIONS) String beside,
            @Parameter(description = "newest first, or the most different by their own limits", example = "different")
                    @RestQuery
                    @DefaultValue("newest")
                    @Pattern(regexp = "newest|different", message = "must be newest or different") String order,
            @Parameter(description = "How many at a time", example = "50")
                    @RestQuery
                    @DefaultValue("50")
                    @Min(1) @Max(500) int limit,
            @Parameter(description = "next_cursor of the page before; use it with the same filter") @RestQuery
                    String cursor) {
        Disagreement.Filter filter = new Disagreement.Filter(
                Params.instant("from", from),
                Params.instant("to", to),
                decision(inForce),
                decision(beside),
                Disagreement.Order.valueOf(order.toUpperCase(Locale.ROOT)));
        Page<Disagreement> page = comparisons.disagreements(id, shadow, filter, cursor, limit);
        return DisagreementDto.Items.of(
                page,
                inspections
                        .all(page.items().stream().map(Disagreement::inspection).toList())
                        .stream()
                        .collect(Collectors.toMap(Inspection::id, Function.identity())));
    }

    private static Decision decision(String name) {
        return name == null ? null : Decision.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @POST
    @Path("/promote")
    @Operation(
            summary = "Promote the shadow",
            description =
                    "Its version and its limits come into force, and the shadow ends, in one step. POST .../revert goes back.")
    @APIResponse(
            responseCode = "200",
            description = "In force",
            content = @Content(schema = @Schema(implementation = DeploymentDto.class)))
    public DeploymentDto promote(@RestPath UUID id, @Valid @NotNull ShadowDto.Promotion request) {
        return deployments.of(shadows.promote(id, request.shadow(), request.reason(), request.by()));
    }
}
