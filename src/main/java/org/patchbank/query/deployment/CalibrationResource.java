package org.patchbank.query.deployment;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.patchbank.deployment.LineCalibration;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.reference.ReferenceError;
import org.patchbank.reference.Upload;

/** The good images of a line that its deployment is calibrated on. */
@Path(DeploymentResource.PATH + "/{id}/calibration")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Deployments")
@Produces(MediaType.APPLICATION_JSON)
public class CalibrationResource {
    private final LineCalibration calibration;
    private final DeploymentDtos deployments;

    CalibrationResource(LineCalibration calibration, DeploymentDtos deployments) {
        this.calibration = calibration;
        this.deployments = deployments;
    }

    static String path(UUID deployment) {
        return DeploymentResource.PATH + "/" + deployment + "/calibration";
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Calibrate on good images of this line",
            description =
                    "Any number of parts named file, each an image or a ZIP of images of good parts, taken by the line's own"
                            + " camera. They are scored by the version in force, and the limits follow from them and those that came"
                            + " before, as a new revision. Images that the version was made of are refused. Another version scores"
                            + " them anew when it comes into force.")
    @APIResponse(responseCode = "200", description = "What became of each file, and the limits in force")
    public CalibrationReport add(
            @RestPath UUID id,
            @RestForm("file") List<FileUpload> files,
            @Parameter(description = "Who sends them; kept", example = "m.ruiz") @RestQuery @Size(min = 1, max = 200) String by) {
        if (files == null || files.isEmpty()) {
            throw new PatchbankException(
                    ReferenceError.UPLOAD_EMPTY,
                    "The form has no part named 'file'.",
                    "Send multipart/form-data with one part named 'file' for each image or ZIP:"
                            + " curl -F file=@good.zip …/calibration");
        }
        LineCalibration.Report report = calibration.add(
                id,
                files.stream()
                        .map(file -> new Upload(file.fileName(), file.uploadedFile()))
                        .toList(),
                by);
        return CalibrationReport.of(report, deployments.of(report.deployment()));
    }

    @GET
    @Operation(summary = "List the images that a deployment is calibrated on")
    public CalibrationReport.Images images(@RestPath UUID id) {
        return CalibrationReport.Images.of(calibration.images(id));
    }

    @DELETE
    @Operation(
            summary = "Go back to the version's calibration",
            description = "Forgets the line's own images; the limits follow from the version's, as a new revision.")
    public DeploymentDto remove(
            @RestPath UUID id,
            @Parameter(description = "Who; kept with the history", example = "m.ruiz")
                    @RestQuery
                    @Size(min = 1, max = 200) String by) {
        return deployments.of(calibration.remove(id, by));
    }
}
