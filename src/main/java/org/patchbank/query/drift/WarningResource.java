package org.patchbank.query.drift;

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
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.drift.DriftWarning;
import org.patchbank.inspection.drift.DriftWarnings;
import org.patchbank.inspection.drift.WarningFilter;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.Params;

/** Warnings of all deployments. */
@Path("/api/v1/warnings")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Drift")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WarningResource {
    private static final String STATES = "open|acknowledged|resolved";

    private final DriftWarnings warnings;
    private final NodeFactory own;

    WarningResource(DriftWarnings warnings, NodeFactory own) {
        this.warnings = warnings;
        this.own = own;
    }

    @GET
    @Operation(summary = "List warnings", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = WarningDto.Items.class)))
    public WarningDto.Items list(
            @Parameter(description = "Only from this factory, or all; the node's own unless given", example = "default")
                    @RestQuery
                    String factory,
            @Parameter(description = "Only of this product", example = "tile") @RestQuery String product,
            @Parameter(description = "Only from this line", example = "line-1") @RestQuery String line,
            @Parameter(description = "Only of this deployment") @RestQuery UUID deployment,
            @RestQuery @Parameter(description = "Only in this state: open, acknowledged, resolved; may be repeated")
                    List<@Pattern(regexp = STATES, message = "must be open, acknowledged or resolved") String> state,
            @RestQuery
                    @DefaultValue("50")
                    @Min(1) @Max(500) @Parameter(description = "How many at a time", example = "50")
                    int limit,
            @Parameter(description = "next_cursor of the page before") @RestQuery UUID cursor) {
        WarningFilter filter = new WarningFilter(
                Params.factory(factory, own.name()),
                product,
                line,
                deployment,
                state.stream()
                        .map(each -> DriftWarning.State.valueOf(each.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
        return WarningDto.Items.of(warnings.list(filter, cursor, limit + 1), limit);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a warning")
    @APIResponse(
            responseCode = "200",
            description = "The warning",
            content = @Content(schema = @Schema(implementation = WarningDto.class)))
    public WarningDto get(@RestPath UUID id) {
        return WarningDto.of(warnings.get(id));
    }

    @POST
    @Path("/{id}/acknowledge")
    @Operation(
            summary = "Acknowledge a warning",
            description =
                    "Says who knows of it. It stays until everything is as before, or compared with something else.")
    @APIResponse(
            responseCode = "200",
            description = "Acknowledged",
            content = @Content(schema = @Schema(implementation = WarningDto.class)))
    public WarningDto acknowledge(@RestPath UUID id, @Valid @NotNull WarningDto.Acknowledge said) {
        return WarningDto.of(warnings.acknowledge(id, said.by(), said.note()));
    }
}
