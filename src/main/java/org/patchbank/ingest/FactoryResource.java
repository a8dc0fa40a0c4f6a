package org.patchbank.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.patchbank.factory.Factories;
import org.patchbank.factory.Lines;
import org.patchbank.platform.NodeFactory;

/** Factories and their lines; every node answers, whatever its role. */
@Path(FactoryDto.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Factories", description = "The factories that share this database, and their lines")
public class FactoryResource {
    private final Factories factories;
    private final Lines lines;
    private final NodeFactory own;

    FactoryResource(Factories factories, Lines lines, NodeFactory own) {
        this.factories = factories;
        this.lines = lines;
        this.own = own;
    }

    /** All factories. */
    @Schema(name = "FactoryList")
    public record FactoryItems(List<FactoryDto> items) {}

    /** All lines of a factory. */
    @Schema(name = "LineList")
    public record LineItems(List<LineDto> items) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a factory",
            description = "A node joins it by patchbank.factory, which also makes it where it is missing.")
    @APIResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = FactoryDto.class)))
    @APIResponse(responseCode = "409", description = "The name is taken")
    public Response create(
            @NotNull(message = "is missing: send a JSON object with a name") @Valid CreateFactory wanted) {
        FactoryDto factory = FactoryDto.of(factories.create(wanted.name(), wanted.description()), own.name());
        return Response.created(URI.create(factory.links().get("self")))
                .entity(factory)
                .build();
    }

    @GET
    @Operation(summary = "List factories by name")
    public FactoryItems list() {
        return new FactoryItems(factories.list().stream()
                .map(factory -> FactoryDto.of(factory, own.name()))
                .toList());
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Show a factory")
    public FactoryDto get(@PathParam("name") String name) {
        return FactoryDto.of(factories.get(name), own.name());
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Remove a factory that nothing belongs to")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", description = "Something belongs to it, or it is this node's own")
    public void delete(@PathParam("name") String name) {
        factories.delete(name);
    }

    @POST
    @Path("{name}/lines")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a line",
            description = "Of this node's own factory. Deploying to a line makes it too, without a description.")
    @APIResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = LineDto.class)))
    @APIResponse(responseCode = "403", description = "This node works for another factory")
    @APIResponse(responseCode = "409", description = "The name is taken")
    public Response createLine(
            @PathParam("name") String factory,
            @NotNull(message = "is missing: send a JSON object with a name") @Valid CreateLine wanted) {
        LineDto line = LineDto.of(lines.create(factory, wanted.name(), wanted.description()));
        return Response.created(URI.create(line.links().get("self")))
                .entity(line)
                .build();
    }

    @GET
    @Path("{name}/lines")
    @Operation(summary = "List the lines of a factory by name")
    public LineItems lines(@PathParam("name") String factory) {
        return new LineItems(lines.list(factory).stream().map(LineDto::of).toList());
    }

    @GET
    @Path("{name}/lines/{line}")
    @Operation(summary = "Show a line")
    public LineDto line(@PathParam("name") String factory, @PathParam("line") String line) {
        return LineDto.of(lines.get(factory, line));
    }

    @DELETE
    @Path("{name}/lines/{line}")
    @Operation(summary = "Remove a line", description = "Its inspections stay.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", description = "A deployment judges on it")
    public void deleteLine(@PathParam("name") String factory, @PathParam("line") String line) {
        lines.delete(factory, line);
    }
}
