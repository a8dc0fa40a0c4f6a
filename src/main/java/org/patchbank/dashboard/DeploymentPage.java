package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.patchbank.deployment.CalibrationImage;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.deployment.LineCalibration;
import org.patchbank.deployment.ThresholdChange;
import org.patchbank.reference.ReferenceBuilds;
import org.patchbank.reference.ReferenceSets;
import org.patchbank.reference.VersionState;
import org.patchbank.scoring.Advice;
import org.patchbank.scoring.Screening;
import org.patchbank.scoring.Threshold;
import org.patchbank.serving.BankSearch;

/** One deployment: what judges there, with which limits and why, and what other limits would come to. */
@Path("/deployments/{id}")
@Produces(MediaType.TEXT_HTML)
public class DeploymentPage {
    private static final int FIRST_CHANGES = 12;
    private static final int MOST_SETS = 10;
    private static final int MOST_VERSIONS = 20;

    private final Deployments deployments;
    private final LineCalibration calibration;
    private final ReferenceSets sets;
    private final ReferenceBuilds builds;

    DeploymentPage(Deployments deployments, LineCalibration calibration, ReferenceSets sets, ReferenceBuilds builds) {
        this.deployments = deployments;
        this.calibration = calibration;
        this.sets = sets;
        this.builds = builds;
    }

    /** A limit and what to know of it. @param advice where there is something to say */
    public record Limit(String name, Threshold threshold, Optional<Advice> advice) {
        static Limit of(String name, Threshold threshold) {
            return new Limit(name, threshold, Advice.of(threshold));
        }
    }

    /**
     * @param changes the newest first
     * @param earlier those that are folded away
     * @param candidates other versions of the product that are ready, the newest first
     */
    public record View(
            Deployment deployment,
            Limit review,
            Limit reject,
            BankSearch search,
            List<ThresholdChange> changes,
            List<ThresholdChange> earlier,
            List<Candidate> candidates) {}

    /** A version that could run as a shadow. @param setId names the set for the API */
    public record Candidate(String setId, String referenceSet, int version) {}

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
                history.subList(shown, history.size()),
                candidates(deployment)));
    }

    private List<Candidate> candidates(Deployment deployment) {
        return sets
                .list(
                        Optional.of(deployment.product()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        MOST_SETS)
                .items()
                .stream()
                .map(set -> set.id().toString())
                .flatMap(set -> builds.list(set, Optional.empty(), MOST_VERSIONS).items().stream())
                .filter(version ->
                        version.state() == VersionState.READY && !version.id().equals(deployment.versionId()))
                .map(version ->
                        new Candidate(version.referenceSetId().toString(), version.referenceSet(), version.number()))
                .toList();
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
