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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.reference.BuildInfo;
import org.patchbank.reference.BuildList;
import org.patchbank.reference.LearnedImage;
import org.patchbank.reference.ReferenceBuilds;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionImages;
import org.patchbank.reference.VersionInfo;
import org.patchbank.reference.VersionState;

/** Two versions of a set side by side. Their scores are not compared: each counts in a measure of its own. */
@Path("/reference-sets/{id}/compare")
@Produces(MediaType.TEXT_HTML)
public class ComparePage {
    private static final int STEPS = 40;
    private static final int MOST_IMAGES = 60;
    private static final List<Double> RATES = List.of(0.005, 0.01, 0.02, 0.05);

    private final ReferenceSets sets;
    private final BuildList builds;
    private final ReferenceBuilds versions;
    private final ReferenceVersions ready;
    private final VersionImages images;

    ComparePage(
            ReferenceSets sets,
            BuildList builds,
            ReferenceBuilds versions,
            ReferenceVersions ready,
            VersionImages images) {
        this.sets = sets;
        this.builds = builds;
        this.versions = versions;
        this.ready = ready;
        this.images = images;
    }

    /** What a wanted rate comes to with either. */
    record Promise(double wanted, CalibrationView.Limit first, CalibrationView.Limit second) {}

    /** Images that only one of the two has. @param shown the first of them */
    record OnlyOne(int count, List<LearnedImage> shown) {
        static OnlyOne of(List<LearnedImage> images, List<LearnedImage> others) {
            Set<String> known = others.stream().map(LearnedImage::sha256).collect(Collectors.toSet());
            List<LearnedImage> only = images.stream()
                    .filter(image -> !known.contains(image.sha256()))
                    .toList();
            return new OnlyOne(only.size(), only.subList(0, Math.min(MOST_IMAGES, only.size())));
        }

        public int hidden() {
            return count - shown.size();
        }
    }

    /** @param chart both calibrations in multiples of their own medians, as JSON */
    record Comparison(
            VersionInfo first,
            VersionInfo second,
            List<SpecFields.Difference> spec,
            OnlyOne removed,
            OnlyOne added,
            String chart,
            List<Promise> promises) {
        public List<VersionInfo> versions() {
            return List.of(first, second);
        }
    }

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance compare(ReferenceSetInfo set, List<BuildInfo> ready, Comparison comparison);
    }

    /** Without numbers: the two newest that are ready. */
    @GET
    public TemplateInstance show(
            @PathParam("id") String id,
            @QueryParam("a") @DefaultValue("0") int a,
            @QueryParam("b") @DefaultValue("0") int b) {
        ReferenceSetInfo set = sets.find(id);
        List<BuildInfo> built = builds.of(id).stream()
                .filter(build -> build.state() == VersionState.READY)
                .toList();
        int second = b > 0 ? b : number(built, 0);
        int first = a > 0 ? a : number(built, 1);
        return Templates.compare(set, built, first > 0 && second > 0 ? compare(id, first, second) : null);
    }

    private static int number(List<BuildInfo> built, int place) {
        return place < built.size() ? built.get(place).number() : 0;
    }

    private Comparison compare(String id, int a, int b) {
        VersionInfo first = versions.find(id, a);
        VersionInfo second = versions.find(id, b);
        List<LearnedImage> left = images.list(id, a);
        List<LearnedImage> right = images.list(id, b);
        CalibrationView before = new CalibrationView(ready.calibrationScores(first.id()));
        CalibrationView after = new CalibrationView(ready.calibrationScores(second.id()));
        return new Comparison(
                first,
                second,
                SpecFields.differences(first.spec(), second.spec()),
                OnlyOne.of(left, right),
                OnlyOne.of(right, left),
                chart(before, after),
                RATES.stream()
                        .map(rate -> new Promise(rate, before.limit(rate), after.limit(rate)))
                        .toList());
    }

    private static String chart(CalibrationView before, CalibrationView after) {
        double[] first = before.relative().toArray();
        double[] second = after.relative().toArray();
        double low = Math.min(min(first), min(second));
        double high = Math.max(max(first), max(second));
        Function<double[], long[]> counts =
                scores -> ScoreHistogramView.between(low, high, STEPS, scores).counts();
        return CalibrationView.json(Map.of(
                "edges",
                ScoreHistogramView.between(low, high, STEPS, first).edges(),
                "first",
                shares(counts.apply(first), first.length),
                "second",
                shares(counts.apply(second), second.length)));
    }

    private static double[] shares(long[] counts, int of) {
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = 100.0 * counts[i] / of;
        }
        return shares;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }
}
