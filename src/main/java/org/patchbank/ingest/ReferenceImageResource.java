package org.patchbank.ingest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.patchbank.image.codec.ThumbnailSize;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.reference.ReferenceError;
import org.patchbank.reference.ReferenceImages;
import org.patchbank.reference.ReferenceSets;
import org.patchbank.reference.Upload;

/** The images of a reference set. */
@Path("/api/v1/reference-sets/{id}/images")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reference images", description = "Images of good parts, as files or ZIPs of files")
@ServedBy(NodeRole.INGEST)
public class ReferenceImageResource {
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final ReferenceSets sets;
    private final ReferenceImages images;

    ReferenceImageResource(ReferenceSets sets, ReferenceImages images) {
        this.sets = sets;
        this.images = images;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Add images",
            description =
                    "Any number of parts named file, each an image or a ZIP of images. The good ones are added, the bad"
                            + " ones are named. Bytes that the set holds already are accepted without effect.")
    @APIResponse(responseCode = "200", description = "What became of each file")
    public UploadReport add(
            @Parameter(description = "Id or name") @PathParam("id") String id,
            @RestForm("file") List<FileUpload> files) {
        if (files == null || files.isEmpty()) {
            throw new PatchbankException(
                    ReferenceError.UPLOAD_EMPTY,
                    "The form has no part named 'file'.",
                    "Send multipart/form-data with one part named 'file' for each image or ZIP:"
                            + " curl -F file=@good.zip …/images");
        }
        return UploadReport.of(images.add(
                id,
                files.stream()
                        .map(file -> new Upload(file.fileName(), file.uploadedFile()))
                        .toList()));
    }

    @GET
    @Operation(summary = "List the images that the next version would learn from")
    public PageDto<ImageDto> list(
            @Parameter(description = "Id or name") @PathParam("id") String id,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        UUID set = sets.find(id).id();
        return PageDto.of(images.list(id, cursor, limit), image -> ImageDto.of(set, image));
    }

    @GET
    @Path("{imageId}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "The bytes of an image, as they were sent")
    @APIResponseSchema(value = byte[].class, responseDescription = "The file, byte for byte")
    public Response content(
            @Parameter(description = "Id or name") @PathParam("id") String id, @PathParam("imageId") UUID imageId) {
        byte[] bytes = images.content(id, imageId);
        return Response.ok(bytes, ImageTypes.of(bytes))
                .header("Cache-Control", FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @GET
    @Path("{imageId}/thumbnail")
    @Produces("image/jpeg")
    @Operation(
            summary = "An image in small, as JPEG",
            description = "Its longer side has the wanted size, or its own where that is smaller.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The thumbnail")
    public Response thumbnail(
            @Parameter(description = "Id or name") @PathParam("id") String id,
            @PathParam("imageId") UUID imageId,
            @Parameter(description = "Pixels of the longer side: 120, 240 or 480", example = "240")
                    @QueryParam("size")
                    @DefaultValue("240")
                    @Pattern(regexp = ThumbnailSize.PATTERN, message = "must be 120, 240 or 480") String size) {
        return Response.ok(images.thumbnail(id, imageId, ThumbnailSize.of(size)), "image/jpeg")
                .header("Cache-Control", FOR_EVER)
                .build();
    }

    @DELETE
    @Path("{imageId}")
    @Operation(
            summary = "Withdraw an image",
            description = "Later versions leave it out; those that have learned from it stay as they are.")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdraw(
            @Parameter(description = "Id or name") @PathParam("id") String id, @PathParam("imageId") UUID imageId) {
        images.withdraw(id, imageId);
    }
}
