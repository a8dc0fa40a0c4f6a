package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.patchbank.inspection.BankSearch;
import org.patchbank.inspection.CalibrationImage;
import org.patchbank.inspection.Deployment;
import org.patchbank.inspection.Deployments;
import org.patchbank.inspection.LineCalibration;
import org.patchbank.inspection.ThresholdChange;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Screening;
import org.patchbank.scoring.Threshold;

/** One deployment: what judges there, with which limits and why, and what other limits would come to. */
@Path("/deployments/{id}")
@Produces(MediaType.TEXT_HTML)
public class DeploymentPage {
    private static final int FIRST_CHANGES = 12;

    private final Deployments deployments;
    private final LineCalibration calibration;

    DeploymentPage(Deployments deployments, LineCalibration calibration) {
        this.deployments = deployments;
        this.calibration = calibration;
    }

    /** A limit and what to know of it. @param advice empty where there is nothing to say */
    public record Limit(String name, Threshold threshold, String advice) {
        static Limit of(String name, Threshold threshold) {
            return new Limit(name, threshold, Calibration.advice(threshold).orElse(""));
        }
    }

    /** @param changes the newest first; @param earlier those that are folded away */
    public record View(
            Deployment deployment,
            Limit review,
            Limit reject,
            BankSearch search,
            List<ThresholdChange> changes,
            List<ThresholdChange> earlier) {}

    /** An image that a line is calibrated on. @param suspect whether it is far unlike the others */
    public record OwnImage(CalibrationImage image, Double score, boolean suspect) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance deployment(View view);

        static native TemplateInstance deploymentCalibration(Deployment deployment, List<OwnImage> images);
    }

    @GET
    public TemplateInstance show(@RestPath UUID id) {
        Deployment deployment = deployments.get(id);
        List<ThresholdChange> history = deployments.history(id);
        int shown = Math.min(FIRST_CHANGES, history.size());
        return Templates.deployment(new View(
                deployment,
                Limit.of("review", deployment.rule().review()),
                Limit.of("reject", deployment.rule().reject()),
                deployments.search(deployment).orElse(null),
                history.subList(0, shown),
                history.subList(shown, history.size())));
    }

    /** The good images of the line itself. */
    @GET
    @Path("calibration")
    public TemplateInstance calibration(@RestPath UUID id) {
        List<CalibrationImage> images = calibration.images(id);
        List<CalibrationImage> scored =
                images.stream().filter(image -> image.score().isPresent()).toList();
        Set<String> suspects = new HashSet<>();
        if (!scored.isEmpty()) {
            Screening.suspects(scored.stream()
                            .mapToDouble(image -> image.score().orElseThrow())
                            .toArray())
                    .forEach(i -> suspects.add(scored.get(i).sha256()));
        }
        return Templates.deploymentCalibration(
                deployments.get(id),
                images.stream()
                        .map(image -> new OwnImage(
                                image,
                                image.score().isPresent() ? image.score().getAsDouble() : null,
                                suspects.contains(image.sha256())))
                        .toList());
    }
}
