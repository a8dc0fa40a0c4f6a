package org.patchbank.query.defect;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.defect.DefectGroups;
import org.patchbank.defect.DefectNaming;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** New kinds of defects: grouped, and named a group at once. */
@Path(DefectResource.PATH + "/groups")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Defects")
@Produces(MediaType.APPLICATION_JSON)
public class DefectGroupResource {
    private final DefectGroups groups;
    private final DefectNaming naming;

    DefectGroupResource(DefectGroups groups, DefectNaming naming) {
        this.groups = groups;
        this.naming = naming;
    }

    @GET
    @Operation(
            summary = "Group unnamed defects",
            description =
                    "Looks at the newest defects that nobody has named or called good, and puts those together that"
                            + " look alike (HDBSCAN over the distances of their embeddings). Made anew each time it is asked for;"
                            + " a thousand take seconds.")
    @APIResponse(
            responseCode = "200",
            description = "The groups",
            content = @Content(schema = @Schema(implementation = DefectGroupsDto.class)))
    public DefectGroupsDto groups(
            @BeanParam @Valid DefectParams params,
            @Parameter(description = "How many defects are looked at", example = "500")
                    @RestQuery
                    @DefaultValue("500")
                    @Min(2) @Max(DefectGroups.MOST) int most,
            @Parameter(description = "How many make a group", example = "5")
                    @RestQuery
                    @DefaultValue("5")
                    @Min(2) @Max(100) int least) {
        return DefectGroupsDto.of(groups.of(params.filter(), most, least));
    }

    @POST
    @Path("/name")
    @Operation(
            summary = "Name a group of defects",
            description =
                    "Every inspection of theirs gets a verdict: defective, with this type at these regions. What was"
                            + " said of its other regions stays. The defects may be of several products: with type_name the type"
                            + " is added to those catalogues that lack it. Inspections that somebody else has claimed are left"
                            + " alone and told.")
    @APIResponse(
            responseCode = "200",
            description = "What was named",
            content = @Content(schema = @Schema(implementation = DefectGroupsDto.NamedDto.class)))
    public DefectGroupsDto.NamedDto name(@Valid @NotNull DefectGroupsDto.Name name) {
        return DefectGroupsDto.NamedDto.of(naming.name(name.defects(), name.finding(), name.typeName(), name.by()));
    }
}
