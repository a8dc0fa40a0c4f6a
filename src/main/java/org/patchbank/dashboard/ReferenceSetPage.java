package org.patchbank.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.patchbank.factory.Factories;
import org.patchbank.factory.Factory;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.Page;
import org.patchbank.reference.BuildInfo;
import org.patchbank.reference.BuildList;
import org.patchbank.reference.ImageInfo;
import org.patchbank.reference.LearnedImage;
import org.patchbank.reference.ReferenceBuilds;
import org.patchbank.reference.ReferenceImages;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;
import org.patchbank.reference.VersionImages;
import org.patchbank.reference.VersionState;

/** A reference set: its images, what screening says of them, its versions, and who may use it. */
@Path("/reference-sets/{id}")
@Produces(MediaType.TEXT_HTML)
public class ReferenceSetPage {
    private static final int IMAGES_AT_ONCE = 48;

    private final ReferenceSets sets;
    private final ReferenceImages images;
    private final BuildList builds;
    private final ReferenceBuilds versions;
    private final VersionImages learned;
    private final Factories factories;
    private final NodeFactory own;

    ReferenceSetPage(
            ReferenceSets sets,
            ReferenceImages images,
            BuildList builds,
            ReferenceBuilds versions,
            VersionImages learned,
            Factories factories,
            NodeFactory own) {
        this.sets = sets;
        this.images = images;
        this.builds = builds;
        this.versions = versions;
        this.learned = learned;
        this.factories = factories;
        this.own = own;
    }

    /** A spec to start from. @param label number of the version it is of; empty for the set's own */
    record Base(String label, String text) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance referenceSet(
                ReferenceSetInfo set,
                boolean own,
                Page<ImageInfo> images,
                List<BuildInfo> versions,
                List<Factory> factories,
                Base base,
                List<SpecText.Preset> presets);

        static native TemplateInstance setImages(ReferenceSetInfo set, boolean own, Page<ImageInfo> images);

        static native TemplateInstance setVersions(ReferenceSetInfo set, boolean own, List<BuildInfo> versions);

        static native TemplateInstance setScreening(
                ReferenceSetInfo set, boolean own, Optional<Integer> version, List<LearnedImage> suspects);
    }

    @GET
    public TemplateInstance show(@PathParam("id") String id) {
        ReferenceSetInfo set = sets.find(id);
        List<BuildInfo> built = builds.of(id);
        JsonNode base = latestReady(built)
                .map(number -> versions.find(id, number).spec())
                .orElse(set.spec());
        return Templates.referenceSet(
                set,
                own(set),
                images.list(id, Optional.empty(), IMAGES_AT_ONCE),
                built,
                factories.list(),
                new Base(
                        latestReady(built)
                                .map(number -> Integer.toString(number))
                                .orElse(""),
                        SpecText.write(base)),
                SpecText.presets(base));
    }

    /** Some of the images, for paging and after a change. */
    @GET
    @Path("image-list")
    public TemplateInstance images(@PathParam("id") String id, @QueryParam("cursor") Optional<String> cursor) {
        ReferenceSetInfo set = sets.find(id);
        return Templates.setImages(set, own(set), images.list(id, cursor, IMAGES_AT_ONCE));
    }

    @GET
    @Path("version-list")
    public TemplateInstance versions(@PathParam("id") String id) {
        ReferenceSetInfo set = sets.find(id);
        return Templates.setVersions(set, own(set), builds.of(id));
    }

    /** The good images that stand out in a version, or else in the newest one that is ready. */
    @GET
    @Path("screening")
    public TemplateInstance screening(@PathParam("id") String id, @QueryParam("version") Optional<Integer> version) {
        ReferenceSetInfo set = sets.find(id);
        Optional<Integer> number = version.or(() -> latestReady(builds.of(id)));
        List<LearnedImage> suspects = number.stream()
                .flatMap(n -> learned.list(id, n).stream())
                .filter(LearnedImage::suspect)
                .sorted(Comparator.comparingDouble(
                        (LearnedImage image) -> -image.score().orElse(0)))
                .toList();
        return Templates.setScreening(set, own(set), number, suspects);
    }

    private boolean own(ReferenceSetInfo set) {
        return set.factory().equals(own.name());
    }

    static Optional<Integer> latestReady(List<BuildInfo> builds) {
        return builds.stream()
                .filter(build -> build.state() == VersionState.READY)
                .map(BuildInfo::number)
                .findFirst();
    }
}
