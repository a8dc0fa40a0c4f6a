package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.factory.Line;
import org.patchbank.factory.Lines;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.NodeFactory;
import org.patchbank.reference.ReferenceBuilds;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionGrowth;
import org.patchbank.reference.VersionInfo;
import org.patchbank.reference.VersionState;

/** A reference version: what it was built with, what it learned, and what limits it can promise. */
@Path("/reference-sets/{id}/versions/{number}")
@Produces(MediaType.TEXT_HTML)
public class VersionPage {
    private static final int MOST_PICTURES = 24;

    private final ReferenceSets sets;
    private final ReferenceBuilds builds;
    private final ReferenceVersions versions;
    private final Deployments deployments;
    private final Lines lines;
    private final NodeFactory own;

    VersionPage(
            ReferenceSets sets,
            ReferenceBuilds builds,
            ReferenceVersions versions,
            Deployments deployments,
            Lines lines,
            NodeFactory own) {
        this.sets = sets;
        this.builds = builds;
        this.versions = versions;
        this.deployments = deployments;
        this.lines = lines;
        this.own = own;
    }

    /** How it was grown. @param shown with pictures @param others by their names */
    record Grown(VersionGrowth growth, List<VersionGrowth.AddedImage> shown, List<VersionGrowth.AddedImage> others) {
        static Grown of(VersionGrowth growth) {
            int shown = Math.min(MOST_PICTURES, growth.added().size());
            return new Grown(
                    growth,
                    growth.added().subList(0, shown),
                    growth.added().subList(shown, growth.added().size()));
        }
    }

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance version(
                VersionInfo version,
                boolean own,
                Optional<Grown> grown,
                Optional<CalibrationView> calibration,
                List<SpecFields.Field> spec,
                String specText,
                List<Deployment> deployments,
                List<Line> lines,
                Optional<String> line);

        static native TemplateInstance versionLimits(CalibrationView.Limit review, CalibrationView.Limit reject);
    }

    @GET
    public TemplateInstance show(@PathParam("id") String id, @PathParam("number") int number) {
        VersionInfo version = builds.find(id, number);
        ReferenceSetInfo set = sets.find(version.referenceSetId().toString());
        List<Deployment> judging = deployments.list(version.product(), null).stream()
                .filter(deployment -> deployment.versionId().equals(version.id()))
                .toList();
        return Templates.version(
                version,
                version.factory().equals(own.name()),
                version.growth().map(Grown::of),
                calibration(version),
                SpecFields.of(version.spec(), DetectorSpecs.write(DetectorSpecs.defaults())),
                SpecText.write(version.spec()),
                judging,
                lines.list(own.name()),
                set.line());
    }

    /** The limits for two rates, in percent, as a part of pages. */
    @GET
    @Path("limits")
    public TemplateInstance limits(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @QueryParam("review") @DefaultValue("5") double review,
            @QueryParam("reject") @DefaultValue("1") double reject) {
        CalibrationView calibration = new CalibrationView(
                versions.calibrationScores(versions.find(id, number).id()));
        double rejected = CalibrationView.within(reject / 100);
        return Templates.versionLimits(
                calibration.limit(Math.max(rejected, review / 100)), calibration.limit(rejected));
    }

    private Optional<CalibrationView> calibration(VersionInfo version) {
        return version.state() == VersionState.READY
                ? Optional.of(new CalibrationView(versions.calibrationScores(version.id())))
                : Optional.empty();
    }
}
