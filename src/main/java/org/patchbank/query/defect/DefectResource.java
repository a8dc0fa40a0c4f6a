package org.patchbank.query.defect;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.defect.Defect;
import org.patchbank.defect.DefectErrorCode;
import org.patchbank.defect.DefectPictures;
import org.patchbank.defect.DefectSpace;
import org.patchbank.defect.Defects;
import org.patchbank.defect.SimilarDefects;
import org.patchbank.defect.SimilarDefects.Sought;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.image.codec.ImageSettings;
import org.patchbank.inspection.InspectionRequest;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.Preview;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.ImageBody;
import org.patchbank.query.PictureAnswers;

/** The history of defects, and the search for similar ones. */
@Path(DefectResource.PATH)
@ServedBy(NodeRole.QUERY)
@Tag(name = "Defects", description = "What was seen before: every region of a rejected or reviewed part")
@Produces(MediaType.APPLICATION_JSON)
public class DefectResource {
    static final String PATH = "/api/v1/defects";
    static final String PNG = "image/png";

    private final Defects defects;
    private final SimilarDefects similar;
    private final DefectPictures pictures;
    private final PictureAnswers answers;
    private final Inspections inspections;
    private final Deployments deployments;
    private final int mostBytes;

    DefectResource(
            Defects defects,
            SimilarDefects similar,
            DefectPictures pictures,
            PictureAnswers answers,
            Inspections inspections,
            Deployments deployments,
            ImageSettings images) {
        this.defects = defects;
        this.similar = similar;
        this.pictures = pictures;
        this.answers = answers;
        this.inspections = inspections;
        this.deployments = deployments;
        this.mostBytes = (int) Math.min(images.maxBytes(), Integer.MAX_VALUE - 16);
    }

    @GET
    @Operation(summary = "List defects", description = "Newest first. Filters may be combined.")
    @APIResponse(
            responseCode = "200",
            description = "The defects",
            content = @Content(schema = @Schema(implementation = DefectDto.Items.class)))
    public DefectDto.Items list(
            @BeanParam @Valid DefectParams params,
            @Parameter(description = "How many at a time", example = "50")
                    @RestQuery
                    @DefaultValue("50")
                    @Min(1) @Max(500) int limit,
            @Parameter(description = "next_cursor of the page before; use it with the same filter") @RestQuery
                    String cursor) {
        return DefectDto.Items.of(defects.list(params.filter(), cursor, limit));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a defect")
    @APIResponse(
            responseCode = "200",
            description = "The defect",
            content = @Content(schema = @Schema(implementation = DefectDto.class)))
    public DefectDto get(@RestPath long id) {
        return DefectDto.of(defects.get(id));
    }

    @GET
    @Path("/{id}/picture")
    @Produces(PNG)
    @Operation(summary = "The defect as PNG", description = "The region and what lies around it, at full resolution.")
    @APIResponseSchema(value = byte[].class, responseDescription = "The picture")
    public Response picture(@RestPath long id, Request request) {
        Defect defect = defects.get(id);
        return answers.answer("defect-" + id, PNG, request, () -> pictures.picture(defect))
                .build();
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Find similar defects",
            description = "By a defect, by a region of an inspection, or by an image as the body: then deployment says"
                    + " whose model looks at it, the region with the highest peak is searched with unless region says"
                    + " another, and nothing of the image is kept. Only defects seen by the same network in the same"
                    + " way compare. Defects of the same inspection are left out.")
    @RequestBody(
            description = "What is searched with",
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DefectSearchRequest.class)),
                @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The nearest defects",
            content = @Content(schema = @Schema(implementation = SimilarDefectsDto.class)))
    public SimilarDefectsDto search(
            @BeanParam @Valid DefectParams params,
            @Parameter(description = "How many are wanted", example = "5")
                    @RestQuery
                    @DefaultValue("5")
                    @Min(1) @Max(100) int k,
            @Parameter(description = "For an image: the deployment whose model looks at it") @RestQuery UUID deployment,
            @Parameter(description = "For an image: which of its regions, from 0", example = "0")
                    @RestQuery
                    @DefaultValue("0")
                    @Min(0) int region,
            @Valid @NotNull DefectSearchRequest request) {
        return SimilarDefectsDto.of(similar.find(similar.like(sought(request)), params.filter(), k), null);
    }

    private Defect sought(DefectSearchRequest request) {
        if ((request.defect() == null) == (request.inspection() == null)
                || request.defect() != null && request.region() != null) {
            throw new PatchbankException(
                    DefectErrorCode.SEARCH_UNCLEAR,
                    "A search names either a defect, or an inspection and its region.",
                    "Send {\"defect\": 4711}, or {\"inspection\": \"...\", \"region\": 0}, or an image as the body.");
        }
        return request.defect() != null
                ? defects.get(request.defect())
                : defects.get(request.inspection(), request.region() == null ? 0 : request.region());
    }

    @POST
    @Path("/search")
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(hidden = true)
    public SimilarDefectsDto searchByImage(
            @BeanParam @Valid DefectParams params,
            @RestQuery @DefaultValue("5") @Min(1) @Max(100) int k,
            @RestQuery UUID deployment,
            @RestQuery @DefaultValue("0") @Min(0) int region,
            @Context HttpHeaders headers,
            InputStream image) {
        if (deployment == null) {
            throw new PatchbankException(
                    DefectErrorCode.SEARCH_UNCLEAR,
                    "Nobody says which model shall look at the image.",
                    "Add ?deployment=ID; GET /api/v1/deployments lists them.");
        }
        ImageBody body = ImageBody.of(image, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH), mostBytes);
        Deployment by = deployments.get(deployment);
        Preview look = inspections.look(
                body.mostBytes(),
                () -> new InspectionRequest(by.product(), by.line(), null, null, null, null, body.read()));
        if (region >= look.embeddings().size()) {
            throw new PatchbankException(
                    DefectErrorCode.NOTHING_SEEN,
                    "%d regions were seen in the image, none of number %d."
                            .formatted(look.embeddings().size(), region),
                    "Regions count from 0, the highest peak first.");
        }
        float[] vector = look.embeddings().get(region).vector();
        Sought sought = new Sought(new DefectSpace(look.space(), vector.length), vector, Optional.empty());
        return SimilarDefectsDto.of(
                similar.find(sought, params.filter(), k), SimilarDefectsDto.SeenDto.of(look, region));
    }
}
