package org.patchbank.ingest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.reference.ReferenceBuilds;
import org.patchbank.reference.ReferenceGrowth;
import org.patchbank.reference.VersionInfo;

/** The versions of a reference set. */
@Path("/api/v1/reference-sets/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reference versions", description = "Immutable, numbered builds of a reference set")
@ServedBy(NodeRole.INGEST)
public class ReferenceVersionResource {
    /** Progress is written down twice a second; builds may run on another node, so the tables are asked. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ReferenceBuilds builds;
    private final ReferenceGrowth growth;

    ReferenceVersionResource(ReferenceBuilds builds, ReferenceGrowth growth) {
        this.growth = growth;
        this.builds = builds;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Build the next version",
            description =
                    "Of the images that are in the set now; or, with grow_from, from an earlier version by further images."
                            + " The build goes on after the answer.")
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location names it",
            content = @Content(schema = @Schema(implementation = VersionDto.class)))
    @APIResponse(responseCode = "409", description = "The version to grow is not ready, or holds all of these images")
    @APIResponse(
            responseCode = "422",
            description = "Too few images, the spec is not possible, or the version is of a kind that cannot grow")
    public Response create(
            @Parameter(description = "Id or name") @PathParam("id") String id, @Valid CreateVersion wanted) {
        CreateVersion how = wanted == null ? CreateVersion.PLAIN : wanted;
        how.requireOneWay();
        if (how.growFrom() != null) {
            return accepted(growth.grow(id, how.growFrom(), how.images() == null ? List.of() : how.images()));
        }
        OptionalLong seed = how.seed() == null ? OptionalLong.empty() : OptionalLong.of(how.seed());
        return accepted(builds.create(id, how.spec(), seed));
    }

    @GET
    @Operation(summary = "List versions, the newest first")
    public PageDto<VersionDto> list(
            @Parameter(description = "Id or name") @PathParam("id") String id,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        return PageDto.of(builds.list(id, cursor, limit), VersionDto::of);
    }

    @GET
    @Path("{number}")
    @Operation(summary = "Show a version and how far its build has come")
    public VersionDto find(
            @Parameter(description = "Id or name") @PathParam("id") String id, @PathParam("number") int number) {
        return VersionDto.of(builds.find(id, number));
    }

    @POST
    @Path("{number}/cancel")
    @Operation(summary = "Cancel a build")
    @APIResponse(
            responseCode = "202",
            description = "Cancelled, or about to be",
            content = @Content(schema = @Schema(implementation = VersionDto.class)))
    @APIResponse(responseCode = "409", description = "The build has ended already")
    public Response cancel(
            @Parameter(description = "Id or name") @PathParam("id") String id, @PathParam("number") int number) {
        return accepted(builds.cancel(id, number));
    }

    @GET
    @Path("{number}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            summary = "Watch a build",
            description =
                    "Server-sent events named progress, whose data is the version. Ends when the build has ended.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = VersionDto.class)))
    public Multi<OutboundSseEvent> events(
            @Parameter(description = "Id or name") @PathParam("id") String id,
            @PathParam("number") int number,
            @Context Sse sse) {
        builds.find(id, number);
        return Multi.createBy()
                .repeating()
                .uni(() -> look(id, number))
                .withDelay(LOOK_EVERY)
                .whilst(version -> !version.state().ended())
                .skip()
                .repetitions()
                .map(version -> sse.newEventBuilder()
                        .name("progress")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(VersionDto.of(version))
                        .build());
    }

    private Uni<VersionInfo> look(String id, int number) {
        return Uni.createFrom()
                .item(() -> builds.find(id, number))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Response accepted(VersionInfo version) {
        return Response.accepted(VersionDto.of(version))
                .location(URI.create(VersionDto.path(version)))
                .build();
    }
}
