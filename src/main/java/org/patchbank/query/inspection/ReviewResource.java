package org.patchbank.query.inspection;

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
import java.util.Map;
import java.util.Optional;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.verdict.ReviewItem;
import org.patchbank.inspection.verdict.ReviewQueue;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.Params;

/** What waits for a person's verdict. */
@Path(ReviewResource.PATH)
@ServedBy(NodeRole.QUERY)
@Tag(name = "Verdicts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReviewResource {
    static final String PATH = "/api/v1/review-queue";

    private final ReviewQueue queue;
    private final Inspections inspections;
    private final NodeFactory own;

    ReviewResource(ReviewQueue queue, Inspections inspections, NodeFactory own) {
        this.own = own;
        this.queue = queue;
        this.inspections = inspections;
    }

    @GET
    @Operation(
            summary = "Show the review queue",
            description = "Rejected and reviewed inspections without a verdict, claimed or not.")
    @APIResponse(
            responseCode = "200",
            description = "The first of them",
            content = @Content(schema = @Schema(implementation = ReviewDto.Queue.class)))
    public ReviewDto.Queue list(
            @Parameter(description = "Only from this factory, or all; the node's own unless given", example = "default")
                    @RestQuery
                    String factory,
            @Parameter(description = "Only of this product", example = "tile") @RestQuery String product,
            @Parameter(description = "Only from this line", example = "line-1") @RestQuery String line,
            @RestQuery
                    @DefaultValue("doubtful")
                    @Pattern(regexp = ReviewDto.ORDER, message = "must be oldest or doubtful") @Parameter(description = "What comes first: oldest, or doubtful (nearest to a limit)")
                    String order,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) @Parameter(description = "How many", example = "50")
                    int limit) {
        ReviewQueue.Listing found = queue.list(
                new ReviewQueue.Filter(Params.factory(factory, own.name()), product, line),
                ReviewDto.order(order),
                limit);
        Map<UUID, Inspection> shown =
                inspections
                        .all(found.items().stream().map(ReviewItem::inspection).toList())
                        .stream()
                        .collect(Collectors.toMap(Inspection::id, Function.identity()));
        List<ReviewDto> items = found.items().stream()
                .map(item -> ReviewDto.of(item, shown.get(item.inspection())))
                .toList();
        return new ReviewDto.Queue(items, found.waiting());
    }

    @POST
    @Path("/claim")
    @Operation(
            summary = "Take the next inspection",
            description = "Holds it for one person until the verdict, a release, or the end of the claim. Who holds one"
                    + " already gets it again, held anew, unless skip names it.")
    @APIResponse(
            responseCode = "200",
            description = "Held for this person",
            content = @Content(schema = @Schema(implementation = ReviewDto.class)))
    @APIResponse(responseCode = "204", description = "Nothing waits that others do not hold")
    public RestResponse<ReviewDto> claim(@Valid @NotNull ReviewDto.Claim claim) {
        Optional<ReviewItem> item = queue.claim(
                claim.by(),
                new ReviewQueue.Filter(Params.factory(claim.factory(), own.name()), claim.product(), claim.line()),
                claim.orderOrDefault(),
                claim.time(),
                claim.skipped());
        return item.map(found -> RestResponse.ok(
                        ReviewDto.of(found, inspections.get(found.inspection())), MediaType.APPLICATION_JSON_TYPE))
                .orElseGet(RestResponse::noContent);
    }

    @POST
    @Path("/{inspection}/release")
    @Operation(summary = "Give an inspection back", description = "Anybody may take it then.")
    @APIResponse(responseCode = "204", description = "Given back")
    public void release(@RestPath UUID inspection, @Valid @NotNull ReviewDto.Release release) {
        queue.release(inspection, release.by());
    }
}
