package org.patchbank.query.inspection;

import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.patchbank.image.codec.ImageSettings;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.Page;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.ImageBody;

/** Inspections: sending images, and looking at what was decided. */
@Path(InspectionResource.PATH)
@ServedBy(NodeRole.QUERY)
@Tag(name = "Inspections", description = "Images that are judged, and what was decided")
@Produces(MediaType.APPLICATION_JSON)
public class InspectionResource {
    public static final String PATH = "/api/v1/inspections";

    private final Inspections inspections;
    private final Verdicts verdicts;
    private final int mostBytes;
    private final NodeFactory own;

    InspectionResource(Inspections inspections, Verdicts verdicts, ImageSettings images, NodeFactory own) {
        this.own = own;
        this.inspections = inspections;
        this.verdicts = verdicts;
        this.mostBytes = (int) Math.min(images.maxBytes(), Integer.MAX_VALUE - 16);
    }

    @POST
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Inspect an image",
            description =
                    "The body is the image file (JPEG, PNG, BMP, TIFF, WebP), or a form with a part named file. The"
                            + " inspection is kept before the answer is sent. With an Idempotency-Key the same image is"
                            + " inspected once, however often it is sent.")
    @RequestBody(
            description = "The image file",
            required = true,
            content = {
                @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = ImageForm.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "Inspected and kept",
            content = @Content(schema = @Schema(implementation = InspectionDto.class)))
    @APIResponse(
            responseCode = "200",
            description = "Inspected by an earlier request with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = InspectionDto.class)))
    public RestResponse<InspectionDto> inspect(
            @BeanParam @Valid InspectParams params, @Context HttpHeaders headers, InputStream image) {
        return inspect(params, ImageBody.of(image, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH), mostBytes));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public RestResponse<InspectionDto> inspectForm(
            @BeanParam @Valid InspectParams params, @RestForm("file") FileUpload file) {
        return inspect(params, ImageBody.of(file == null ? null : file.uploadedFile(), mostBytes));
    }

    private RestResponse<InspectionDto> inspect(InspectParams params, ImageBody body) {
        return answer(inspections.inspect(body.mostBytes(), () -> params.request(body.read())));
    }

    /** The form as the API's description shows it. */
    @Schema(name = "ImageForm", example = "{\"file\": \"part-1047.png\"}")
    public record ImageForm(
            @Schema(type = SchemaType.STRING, format = "binary", description = "The image file")
            String file) {}

    /** With the verdict that holds now. */
    private InspectionDto present(Inspection inspection) {
        return InspectionDto.of(
                inspection, verdicts.current(List.of(inspection.id())).get(inspection.id()));
    }

    private RestResponse<InspectionDto> answer(Inspections.Outcome outcome) {
        InspectionDto inspection =
                outcome.made() ? InspectionDto.of(outcome.inspection()) : present(outcome.inspection());
        URI self = URI.create(inspection.links().self());
        return (outcome.made()
                        ? RestResponse.ResponseBuilder.<InspectionDto>created(self)
                        : RestResponse.ResponseBuilder.<InspectionDto>ok().location(self))
                .entity(inspection)
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Operation(
            summary = "List inspections",
            description =
                    "Newest first. Filters may be combined. Pages stay stable while inspections are added: next_cursor"
                            + " goes on exactly where the page before ended.")
    @APIResponse(
            responseCode = "200",
            description = "The inspections",
            content = @Content(schema = @Schema(implementation = InspectionDto.Items.class)))
    public InspectionDto.Items list(@BeanParam @Valid InspectionListParams params) {
        Page<Inspection> page = inspections.list(params.filter(own.name()), params.cursor, params.limit);
        return InspectionDto.Items.of(
                page, verdicts.current(page.items().stream().map(Inspection::id).toList()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an inspection")
    @APIResponse(
            responseCode = "200",
            description = "The inspection",
            content = @Content(schema = @Schema(implementation = InspectionDto.class)))
    public InspectionDto get(@RestPath UUID id) {
        return present(inspections.get(id));
    }
}
