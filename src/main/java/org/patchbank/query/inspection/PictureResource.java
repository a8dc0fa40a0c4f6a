package org.patchbank.query.inspection;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.image.codec.ThumbnailSize;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.PictureAnswers;

/** Pictures of an inspection. They never change, so a browser may keep them for ever. */
@Path(InspectionResource.PATH + "/{id}")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Inspections")
public class PictureResource {
    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private final Inspections inspections;
    private final InspectionPictures pictures;
    private final PictureAnswers answers;

    PictureResource(Inspections inspections, InspectionPictures pictures, PictureAnswers answers) {
        this.answers = answers;
        this.inspections = inspections;
        this.pictures = pictures;
    }

    @GET
    @Path("/image")
    @Produces(PNG)
    @Operation(summary = "The image as PNG", description = "At its full size, upright.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The image")
    public Response image(@RestPath UUID id, Request request) {
        return picture(id, "image", PNG, request, inspection -> pictures.image(inspection.id()));
    }

    @GET
    @Path("/original")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "The image file as it was sent")
    @APIResponseSchema(value = byte[].class, responseDescription = "The file, byte for byte")
    public Response original(@RestPath UUID id, Request request) {
        return picture(
                id,
                "original",
                MediaType.APPLICATION_OCTET_STREAM,
                request,
                inspection -> pictures.original(inspection.id()));
    }

    @GET
    @Path("/map")
    @Produces(PNG)
    @Operation(
            summary = "The anomaly map as 16-bit grey PNG",
            description = "Of the image's size. White is twice the reject threshold: a pixel's score is"
                    + " grey / 65535 x X-Full-Scale.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The map")
    public Response map(@RestPath UUID id, Request request) {
        return picture(id, "map", PNG, request, inspection -> pictures.map(inspection.id()));
    }

    @GET
    @Path("/overlay")
    @Produces(PNG)
    @Operation(
            summary = "The image with its anomalies as PNG",
            description = "The map as heat over the image; what lies above the review threshold is outlined.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The overlay")
    public Response overlay(@RestPath UUID id, Request request) {
        return picture(id, "overlay", PNG, request, inspection -> pictures.overlay(inspection.id()));
    }

    @GET
    @Path("/thumbnail")
    @Produces(JPEG)
    @Operation(
            summary = "The image in small as JPEG",
            description = "Its longer side has the wanted size, or its own where that is smaller.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The thumbnail")
    public Response thumbnail(
            @RestPath UUID id,
            @RestQuery
                    @DefaultValue("240")
                    @Pattern(regexp = ThumbnailSize.PATTERN, message = "must be 120, 240 or 480") @Parameter(description = "Pixels of the longer side: 120, 240 or 480", example = "240")
                    String size,
            Request request) {
        return picture(
                id,
                "thumbnail-" + size,
                JPEG,
                request,
                inspection -> pictures.thumbnail(inspection, ThumbnailSize.of(size)));
    }

    private Response picture(UUID id, String kind, String type, Request request, Function<Inspection, byte[]> draw) {
        Inspection inspection = inspections.get(id);
        return answers.answer(id + "-" + kind, type, request, () -> draw.apply(inspection))
                .header("X-Full-Scale", InspectionPictures.fullScale(inspection))
                .build();
    }
}
