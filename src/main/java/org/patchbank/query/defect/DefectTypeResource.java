package org.patchbank.query.defect;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.patchbank.inspection.verdict.DefectTypes;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** The catalogue of a product's defects. */
@Path("/api/v1/products/{product}/defect-types")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Verdicts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DefectTypeResource {
    private final DefectTypes types;

    DefectTypeResource(DefectTypes types) {
        this.types = types;
    }

    @GET
    @Operation(summary = "List a product's defect types", description = "By code.")
    @APIResponse(
            responseCode = "200",
            description = "The catalogue",
            content = @Content(schema = @Schema(implementation = DefectTypeDto.Items.class)))
    public DefectTypeDto.Items list(
            @RestPath String product,
            @Parameter(description = "Those no longer to be chosen too") @RestQuery @DefaultValue("false")
                    boolean retired) {
        return new DefectTypeDto.Items(
                types.list(product, retired).stream().map(DefectTypeDto::of).toList());
    }

    @POST
    @Operation(summary = "Add a defect type")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = DefectTypeDto.class)))
    public RestResponse<DefectTypeDto> add(@RestPath String product, @Valid @NotNull DefectTypeDto.New type) {
        DefectTypeDto added = DefectTypeDto.of(types.add(product, type.code(), type.name(), type.description()));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, added)
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @PUT
    @Path("/{code}")
    @Operation(summary = "Name a defect type anew", description = "One that was retired can be chosen again.")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = DefectTypeDto.class)))
    public DefectTypeDto change(
            @RestPath String product, @RestPath String code, @Valid @NotNull DefectTypeDto.Change change) {
        return DefectTypeDto.of(types.change(product, code, change.name(), change.description()));
    }

    @DELETE
    @Path("/{code}")
    @Operation(
            summary = "Retire a defect type",
            description = "It can no longer be chosen; verdicts that chose it keep it.")
    @APIResponse(responseCode = "204", description = "Retired")
    public void retire(@RestPath String product, @RestPath String code) {
        types.retire(product, code);
    }
}
