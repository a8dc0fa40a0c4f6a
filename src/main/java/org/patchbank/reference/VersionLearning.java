package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.patchbank.detector.DetectorState;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.fit.EmbeddedImages;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.Fit.UsedImage;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.Growable;
import org.patchbank.pipeline.fit.Grower;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.BuildRecord.Attempt;

/** Learns what a version is made of: anew, or on top of the version that it is grown from. */
final class VersionLearning {
    private final StateStore states;
    private final Fitter fitter;
    private final Grower grower;

    VersionLearning(StateStore states, Fitter fitter, Grower grower) {
        this.states = states;
        this.fitter = fitter;
        this.grower = grower;
    }

    /** @param coveringRadius empty where the version cannot be grown */
    record Learned(Fit fit, OptionalDouble coveringRadius) {}

    /** What the tables say of the version that is grown. @param scores of its images, in the order that it counts them */
    private record Known(
            UUID id,
            StoredState place,
            PatchGrid grid,
            String space,
            long embeddings,
            OptionalDouble coveringRadius,
            List<OptionalDouble> scores) {
        static Known of(Version version) {
            return new Known(
                    version.id,
                    StoredState.of(version),
                    new PatchGrid(version.gridRows, version.gridColumns),
                    version.embeddingSpace,
                    version.embeddings,
                    optional(version.coveringRadius),
                    VersionViews.learned(VersionImage.of(version.id)).stream()
                            .map(image -> optional(image.score))
                            .toList());
        }

        private static OptionalDouble optional(Double value) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** @throws PatchbankException {@code TOO_FEW_IMAGES}, {@code VERSION_CANNOT_GROW}, {@code BANK_DAMAGED} */
    Learned learn(Attempt attempt, List<BuildImage> images, PatchEmbedder embedder, FitListener progress) {
        return attempt.grownFrom().isPresent()
                ? grow(attempt, images, embedder, progress)
                : learnAnew(attempt.spec(), images, embedder, progress);
    }

    private Learned learnAnew(
            DetectorSpec spec, List<BuildImage> images, PatchEmbedder embedder, FitListener progress) {
        try (EmbeddedImages embedded = fitter.embed(images, spec, embedder, progress)) {
            Fit fit = fitter.fit(embedded, spec, progress);
            return new Learned(
                    fit,
                    Growable.obstacle(spec).isPresent()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(grower.coveringRadius(embedded, spec, fit.state())));
        }
    }

    private Learned grow(Attempt attempt, List<BuildImage> images, PatchEmbedder embedder, FitListener progress) {
        Known known = QuarkusTransaction.requiringNew()
                .call(() -> Known.of(Version.findById(attempt.grownFrom().orElseThrow())));
        if (!known.space().equals(embedder.space())) {
            throw cannotGrow(
                    attempt,
                    "the backbone is not the one that the earlier version was built with, or runs otherwise; its embeddings"
                            + " cannot be compared");
        }
        List<BuildImage> earlier = images.stream().filter(BuildImage::known).toList();
        List<BuildImage> added = images.stream().filter(image -> !image.known()).toList();
        DetectorState state = states.load(known.place(), known.grid());
        double radius = known.coveringRadius().isPresent()
                ? known.coveringRadius().getAsDouble()
                : measured(attempt, known, state, earlier, embedder, progress);
        Grower.Base base = new Grower.Base(state, used(attempt.spec(), earlier, known), known.embeddings(), radius);
        return new Learned(grower.grow(base, added, attempt.spec(), embedder, progress), OptionalDouble.of(radius));
    }

    private static List<UsedImage> used(DetectorSpec spec, List<BuildImage> images, Known known) {
        boolean scoredAreHeldOut = spec.calibration().holdsOut();
        List<UsedImage> used = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            OptionalDouble score = known.scores().get(i);
            used.add(new UsedImage(images.get(i).name(), !(scoredAreHeldOut && score.isPresent()), score));
        }
        return used;
    }

    /** The covering radius of a version that was built before it was kept; its images are embedded once more. */
    private double measured(
            Attempt attempt,
            Known known,
            DetectorState state,
            List<BuildImage> images,
            PatchEmbedder embedder,
            FitListener progress) {
        try (EmbeddedImages embedded = fitter.embed(images, attempt.spec(), embedder, progress)) {
            if (embedded.size() != images.size()) {
                throw cannotGrow(
                        attempt, "some of the images that the earlier version learned from cannot be read now");
            }
            double radius = grower.coveringRadius(embedded, attempt.spec(), state);
            QuarkusTransaction.requiringNew()
                    .run(() -> Version.update("coveringRadius = ?1 where id = ?2", radius, known.id()));
            return radius;
        }
    }

    private static PatchbankException cannotGrow(Attempt attempt, String because) {
        return new PatchbankException(
                ReferenceError.VERSION_CANNOT_GROW,
                "%s cannot be grown: %s.".formatted(attempt.label(), because),
                ReferenceGrowth.remedy(attempt.referenceSet()));
    }
}
