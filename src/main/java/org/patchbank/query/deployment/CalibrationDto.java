package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.deployment.CalibrationSource;
import org.patchbank.deployment.Deployment;

/** Whose good images the limits of a deployment follow from. */
@Schema(
        name = "DeploymentCalibration",
        description = "Whose good images the limits follow from",
        example = CalibrationDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalibrationDto(
        @Schema(
                description = "version: the images that the version was calibrated on; deployment: images of this line",
                enumeration = {"version", "deployment"})
        String source,

        int images,
        BuiltFor builtFor,

        @Schema(
                description =
                        "Whether the version was made from another camera's images, as far as its reference set says")
        boolean elsewhere,

        @Schema(description = "How many more good images of this line the wanted reject rate takes")
        int moreImages,

        @Schema(description = "What to know and do where the calibration does not hold for this line, or is too small")
        String advice) {

    static final String EXAMPLE = """
            {"source": "version", "images": 200, "built_for": {"factory": "north", "line": "press-2"}, "elsewhere": true,
             "more_images": 99, "advice": "A calibration does not carry to another camera."}""";

    /** Where the version's images were taken. */
    @Schema(name = "BuiltFor", example = "{\"factory\": \"north\", \"line\": \"press-2\"}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BuiltFor(String factory, String line) {}

    static CalibrationDto of(Deployment deployment) {
        double wanted = deployment.rejectRate();
        boolean own = deployment.calibration() == CalibrationSource.DEPLOYMENT;
        int more = deployment.imagesMissing();
        return new CalibrationDto(
                deployment.calibration().label(),
                deployment.rule().reject().calibrationImages(),
                new BuiltFor(
                        deployment.built().factory(), deployment.built().line().orElse(null)),
                deployment.builtElsewhere(),
                more,
                deployment.calibratedElsewhere()
                        ? elsewhere(deployment, more, wanted)
                        : own && more > 0 ? few(deployment, more, wanted) : null);
    }

    private static String elsewhere(Deployment deployment, int more, double wanted) {
        return String.format(
                Locale.ROOT,
                "The limits follow from good images of %s; a calibration does not carry to another camera, so what they promise"
                        + " is not promised here. Send %d good images of this line for a reject rate of %.3g %%, or at first"
                        + " fewer for a lower promise: POST %s.",
                place(deployment),
                more,
                wanted * 100,
                CalibrationResource.path(deployment.id()));
    }

    private static String few(Deployment deployment, int more, double wanted) {
        return String.format(
                Locale.ROOT,
                "Send %d more good images of this line for a reject rate of %.3g %%: POST %s.",
                more,
                wanted * 100,
                CalibrationResource.path(deployment.id()));
    }

    private static String place(Deployment deployment) {
        String factory = "factory '" + deployment.built().factory() + "'";
        return deployment
                .built()
                .line()
                .map(line -> factory + ", line '" + line + "'")
                .orElse(factory);
    }
}
