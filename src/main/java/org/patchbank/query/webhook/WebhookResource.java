package org.patchbank.query.webhook;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Locale;
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
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.webhook.Delivery;
import org.patchbank.webhook.Webhooks;

/** Who is told of what happens. */
@Path(WebhookResource.PATH)
@ServedBy(NodeRole.QUERY)
@Tag(name = "Webhooks", description = "Signed messages about events, tried again until they arrive")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookResource {
    static final String PATH = "/api/v1/webhooks";

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @POST
    @Operation(
            summary = "Add a webhook",
            description =
                    "Events of this factory are sent to its address, signed as Standard Webhooks says. The answer shows the secret"
                            + " this once.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = WebhookDto.class)))
    public RestResponse<WebhookDto> add(@Valid @NotNull WebhookDto.New request) {
        Webhooks.Added added = webhooks.add(request.url(), request.wanted(), request.product(), request.secret());
        return RestResponse.ResponseBuilder.<WebhookDto>created(
                        URI.create(PATH + "/" + added.webhook().id()))
                .entity(WebhookDto.of(added))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Operation(summary = "List webhooks", description = "Of this factory, oldest first.")
    @APIResponse(
            responseCode = "200",
            description = "The webhooks",
            content = @Content(schema = @Schema(implementation = WebhookDto.Items.class)))
    public WebhookDto.Items list() {
        return new WebhookDto.Items(webhooks.list().stream().map(WebhookDto::of).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a webhook")
    @APIResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookDto.class)))
    public WebhookDto get(@RestPath UUID id) {
        return WebhookDto.of(webhooks.get(id));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Change a webhook",
            description = "What waits to be sent goes to the new address. The secret stays unless one is given.")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = WebhookDto.class)))
    public WebhookDto change(@RestPath UUID id, @Valid @NotNull WebhookDto.New request) {
        return WebhookDto.of(webhooks.change(id, request.url(), request.wanted(), request.product(), request.secret()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove a webhook", description = "Its deliveries go too, dead letters among them.")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(@RestPath UUID id) {
        webhooks.remove(id);
    }

    @POST
    @Path("/{id}/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Send a test",
            description = "Sends the event webhook.ping, as any other is sent. What became of it, the delivery says.")
    @APIResponse(
            responseCode = "202",
            description = "Waits to be sent",
            content = @Content(schema = @Schema(implementation = DeliveryDto.class)))
    public RestResponse<DeliveryDto> test(@RestPath UUID id) {
        return accepted(webhooks.ping(id));
    }

    @GET
    @Path("/{id}/deliveries")
    @Operation(
            summary = "List deliveries",
            description =
                    "Newest first. state=dead lists the dead letters: events that did not arrive however often they were tried.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = DeliveryDto.Items.class)))
    public DeliveryDto.Items deliveries(
            @RestPath UUID id,
            @RestQuery
                    @Pattern(regexp = "waiting|delivered|dead", message = "must be waiting, delivered or dead") @Parameter(description = "Only in this state: waiting, delivered or dead", example = "dead")
                    String state,
            @RestQuery
                    @DefaultValue("50")
                    @Min(1) @Max(500) @Parameter(description = "How many at a time", example = "50")
                    int limit,
            @Parameter(description = "next_cursor of the page before") @RestQuery UUID cursor) {
        Delivery.State wanted = state == null ? null : Delivery.State.valueOf(state.toUpperCase(Locale.ROOT));
        return DeliveryDto.Items.of(webhooks.deliveries(id, wanted, cursor, limit + 1), limit);
    }

    @GET
    @Path("/{id}/deliveries/{delivery}")
    @Operation(summary = "Get a delivery")
    @APIResponse(
            responseCode = "200",
            description = "The delivery",
            content = @Content(schema = @Schema(implementation = DeliveryDto.class)))
    public DeliveryDto delivery(@RestPath UUID id, @RestPath UUID delivery) {
        return DeliveryDto.of(webhooks.delivery(id, delivery));
    }

    @POST
    @Path("/{id}/deliveries/{delivery}/retry")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Send a delivery again",
            description = "A dead letter, or one that arrived; under the same id, tried as often as a new one.")
    @APIResponse(
            responseCode = "202",
            description = "Waits to be sent",
            content = @Content(schema = @Schema(implementation = DeliveryDto.class)))
    public RestResponse<DeliveryDto> retry(@RestPath UUID id, @RestPath UUID delivery) {
        return accepted(webhooks.retry(id, delivery));
    }

    private static RestResponse<DeliveryDto> accepted(Delivery delivery) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, DeliveryDto.of(delivery))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
