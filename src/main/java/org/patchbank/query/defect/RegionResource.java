package org.patchbank.query.defect;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.patchbank.defect.Defect;
import org.patchbank.defect.DefectPictures;
import org.patchbank.defect.Defects;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.PictureAnswers;
import org.patchbank.query.inspection.InspectionResource;

/** The regions of an inspection, beside what is good. */
@Path(InspectionResource.PATH + "/{id}/regions/{region}")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Defects")
@Produces(MediaType.APPLICATION_JSON)
public class RegionResource {
    private final Defects defects;
    private final DefectPictures pictures;
    private final PictureAnswers answers;

    RegionResource(Defects defects, DefectPictures pictures, PictureAnswers answers) {
        this.answers = answers;
        this.defects = defects;
        this.pictures = pictures;
    }

    @GET
    @Path("/nearest-good")
    @Operation(
            summary = "The nearest good patch",
            description = "What a region should look like: the patch of the bank that its worst patch resembles most,"
                    + " with the good image it is from. Regions count from 0.")
    @APIResponse(
            responseCode = "200",
            description = "The patch",
            content = @Content(schema = @Schema(implementation = NearestGoodDto.class)))
    public NearestGoodDto nearestGood(@RestPath UUID id, @RestPath int region) {
        Defect defect = defects.get(id, region);
        return NearestGoodDto.of(defect, pictures.nearestGood(defect));
    }

    @GET
    @Path("/nearest-good/picture")
    @Produces(DefectResource.PNG)
    @Operation(
            summary = "The nearest good patch as PNG",
            description = "As much of the good image as the defect's picture shows of its own.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The picture")
    public Response picture(@RestPath UUID id, @RestPath int region, Request request) {
        DefectPictures.NearestGood nearest = pictures.nearestGood(defects.get(id, region));
        return answers.answer("good-" + id + "-" + region, DefectResource.PNG, request, () -> pictures.picture(nearest))
                .build();
    }
}
