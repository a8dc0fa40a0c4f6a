package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.factory.Line;
import org.patchbank.factory.Lines;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.Page;
import org.patchbank.reference.ImageInfo;
import org.patchbank.reference.ReferenceBuilds;
import org.patchbank.reference.ReferenceImages;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionInfo;
import org.patchbank.reference.VersionState;

/**
 * Sets up a product step by step. All that has been done lies in the reference set, its version and its deployment; the address names
 * them, so that it can be left and taken up at any step.
 */
@Path("/setup")
@Produces(MediaType.TEXT_HTML)
public class SetupPage {
    static final int NAME = 1;
    static final int IMAGES = 2;
    static final int REGION = 3;
    static final int BUILD = 4;
    static final int DEPLOY = 5;
    static final int TRY = 6;

    private static final int FEWEST_IMAGES = 2;
    private static final int IMAGES_AT_ONCE = 48;

    private final ReferenceSets sets;
    private final ReferenceImages images;
    private final ReferenceBuilds builds;
    private final ReferenceVersions versions;
    private final Deployments deployments;
    private final Lines lines;
    private final NodeFactory own;

    SetupPage(
            ReferenceSets sets,
            ReferenceImages images,
            ReferenceBuilds builds,
            ReferenceVersions versions,
            Deployments deployments,
            Lines lines,
            NodeFactory own) {
        this.sets = sets;
        this.images = images;
        this.builds = builds;
        this.versions = versions;
        this.deployments = deployments;
        this.lines = lines;
        this.own = own;
    }

    /**
     * How far a product has come.
     *
     * @param set null before the first step is done
     * @param version null until one is built
     * @param deployment null until the version judges somewhere
     * @param step that is shown
     * @param reached the last step that can be shown
     */
    record Setup(
            ReferenceSetInfo set,
            VersionInfo version,
            Deployment deployment,
            int step,
            int reached,
            List<Integer> steps) {

        static Setup of(ReferenceSetInfo set, VersionInfo version, Deployment deployment, Optional<Integer> wanted) {
            int reached = reached(set, version, deployment);
            int otherwise = reached == BUILD && version == null ? REGION : reached;
            int step = Math.max(NAME, Math.min(reached, wanted.orElse(otherwise)));
            return new Setup(
                    set, version, deployment, step, reached, List.of(NAME, IMAGES, REGION, BUILD, DEPLOY, TRY));
        }

        private static int reached(ReferenceSetInfo set, VersionInfo version, Deployment deployment) {
            if (set == null) {
                return NAME;
            }
            if (deployment != null) {
                return TRY;
            }
            if (version != null && version.state() == VersionState.READY) {
                return DEPLOY;
            }
            return version != null || set.images() >= FEWEST_IMAGES ? BUILD : IMAGES;
        }

        /** Whether a build goes on. */
        public boolean building() {
            return version != null && !version.state().ended();
        }

        /** Where its spec says to look, as JSON; an empty list for everywhere. */
        public String areas() {
            return version == null
                    ? "[]"
                    : version.spec().path("region_of_interest").toString();
        }
    }

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance setup(
                Setup setup,
                String product,
                Page<ImageInfo> images,
                List<Line> lines,
                List<SpecText.Preset> presets,
                Optional<CalibrationView> calibration);

        static native TemplateInstance setupImageList(ReferenceSetInfo set, boolean own, Page<ImageInfo> images);
    }

    /**
     * @param set id or name
     * @param version its number; the latest where left out
     * @param product to begin with, where there is no set yet
     */
    @GET
    public TemplateInstance show(
            @QueryParam("set") Optional<String> set,
            @QueryParam("version") Optional<Integer> version,
            @QueryParam("step") Optional<Integer> step,
            @QueryParam("product") Optional<String> product) {
        Setup setup = set.map(id -> resumed(id, version, step)).orElseGet(() -> Setup.of(null, null, null, step));
        return Templates.setup(
                setup,
                product.orElse(""),
                set.map(id -> images.list(id, Optional.empty(), IMAGES_AT_ONCE))
                        .orElse(new Page<>(List.of(), Optional.empty())),
                lines.list(own.name()),
                SpecText.presets(null),
                setup.step() == DEPLOY
                        ? Optional.of(new CalibrationView(
                                versions.calibrationScores(setup.version().id())))
                        : Optional.empty());
    }

    /** The images with how many there are, for when some have come. */
    @GET
    @Path("images")
    public TemplateInstance images(@QueryParam("set") String set) {
        return Templates.setupImageList(sets.find(set), true, images.list(set, Optional.empty(), IMAGES_AT_ONCE));
    }

    private Setup resumed(String id, Optional<Integer> version, Optional<Integer> step) {
        ReferenceSetInfo set = sets.find(id);
        VersionInfo built = version.or(set::latestVersion)
                .map(number -> builds.find(id, number))
                .orElse(null);
        Deployment deployment = built == null
                ? null
                : deployments.list(set.product(), null).stream()
                        .filter(judging -> judging.versionId().equals(built.id()))
                        .findFirst()
                        .orElse(null);
        return Setup.of(set, built, deployment, step);
    }
}
