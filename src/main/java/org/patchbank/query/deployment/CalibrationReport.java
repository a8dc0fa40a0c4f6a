package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.CalibrationImage;
import org.patchbank.deployment.LineCalibration;
import org.patchbank.reference.IntakeReport.RejectedFile;
import org.patchbank.scoring.Screening;

/** What became of good images that were sent to calibrate a deployment. */
@Schema(name = "CalibrationReport", example = """
                {"accepted": [{"name": "000.png", "score": 3.07, "duplicate": false,
                   "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}],
                 "rejected": [{"name": "001.png", "code": "calibration-image-learned",
                   "detail": "Version 1 of 'tile-front' was made of this very image, so its score says nothing of new parts.",
                   "remedy": "Send images that are not in the reference set, taken by this line's camera."}],
                 "deployment":\s""" + DeploymentDto.EXAMPLE + "}")
public record CalibrationReport(List<AcceptedDto> accepted, List<RefusedImageDto> rejected, DeploymentDto deployment) {

    /** An image that the deployment is calibrated on now. */
    @Schema(name = "AcceptedCalibrationImage")
    public record AcceptedDto(
            String name,
            String sha256,
            double score,

            @Schema(description = "Whether it was calibrated on the same bytes before")
            boolean duplicate) {
        static AcceptedDto of(LineCalibration.Accepted accepted) {
            CalibrationImage image = accepted.image();
            return new AcceptedDto(image.name(), image.sha256(), image.score().orElseThrow(), accepted.duplicate());
        }
    }

    /** An image that cannot be calibrated on. */
    @Schema(name = "RefusedCalibrationImage")
    public record RefusedImageDto(String name, String code, String detail, String remedy) {
        static RefusedImageDto of(RejectedFile file) {
            return new RefusedImageDto(file.name(), file.code(), file.detail(), file.remedy());
        }
    }

    static CalibrationReport of(LineCalibration.Report report, DeploymentDto deployment) {
        return new CalibrationReport(
                report.accepted().stream().map(AcceptedDto::of).toList(),
                report.rejected().stream().map(RefusedImageDto::of).toList(),
                deployment);
    }

    /** The images that a deployment is calibrated on. */
    @Schema(name = "CalibrationImages", description = "In the order they came")
    public record Images(
            List<ImageDto> items,

            @Schema(description = "Those far unlike the others, which may hide a defect; look at them first")
            List<String> suspects) {
        static Images of(List<CalibrationImage> images) {
            List<CalibrationImage> scored =
                    images.stream().filter(image -> image.score().isPresent()).toList();
            List<String> suspects = scored.isEmpty()
                    ? List.of()
                    : Screening.suspects(scored.stream()
                                    .mapToDouble(image -> image.score().orElseThrow())
                                    .toArray())
                            .stream()
                            .map(i -> scored.get(i).name())
                            .toList();
            return new Images(images.stream().map(ImageDto::of).toList(), suspects);
        }
    }

    /** One of them. */
    @Schema(name = "CalibrationImage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImageDto(
            String name,
            String sha256,
            int width,
            int height,

            @Schema(description = "By the version in force; absent where that cannot tell")
            Double score,

            @Schema(
                    description =
                            "Why there is no score: the version in force was made of this image, or cannot judge it")
            String refused,

            Instant addedAt,
            @Schema(description = "As the caller said") String addedBy,

            @Schema(description = "The node that took it in")
            String node) {
        static ImageDto of(CalibrationImage image) {
            return new ImageDto(
                    image.name(),
                    image.sha256(),
                    image.width(),
                    image.height(),
                    image.score().isPresent() ? image.score().getAsDouble() : null,
                    image.refusal().orElse(null),
                    image.addedAt(),
                    image.addedBy().orElse(null),
                    image.node());
        }
    }
}
