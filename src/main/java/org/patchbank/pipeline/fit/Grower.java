package org.patchbank.pipeline.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.fit.Features.Learned;
import org.patchbank.pipeline.fit.Fit.FitSeconds;
import org.patchbank.pipeline.fit.Fit.UsedImage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.ImageScoring;

/**
 * Grows what was learned by further images, without looking at the earlier ones again. Knows no database.
 *
 * <p>Calibration: the earlier images keep their scores. They are scores of a detector that had not seen them; whatever is added to a
 * bank, no score rises, so they are upper bounds of what the grown one would give, and a threshold from them rejects no more good
 * parts than it says. Each further image is scored by what was grown without it (docs/adr/0013). Where images are held out, those
 * stay what is calibrated on.
 */
public final class Grower {
    private final ImageDecoder decoder;
    private final Parallel parallel;

    public Grower(ImageDecoder decoder, Parallel parallel) {
        this.decoder = decoder;
        this.parallel = parallel;
    }

    /**
     * What is grown.
     *
     * @param images as {@link Fit#images} of the fit, or of the growth, that gave the state
     * @param embeddings how many were learned from
     * @param coveringRadius of the state, see {@link #coveringRadius}
     */
    public record Base(DetectorState state, List<UsedImage> images, long embeddings, double coveringRadius) {}

    /**
     * The covering radius of a fit.
     *
     * @param embedded the images of the fit
     * @param spec one that is {@link Growable}
     */
    public double coveringRadius(EmbeddedImages embedded, DetectorSpec spec, DetectorState state) {
        Features features = embedded.features();
        DetectorModel model =
                spec.detectorModel(features.set().segments(), features.set().grid(), parallel);
        return model.coveringRadius(
                features.set().without(HeldOutImages.of(spec, embedded.size())), state, FitMonitor.SILENT);
    }

    /**
     * Learns further images. The same base and the same images in the same order give the same state and scores, whatever the number of
     * threads.
     *
     * @param added images that the base does not know
     * @param spec of the base, one that is {@link Growable}
     * @param embedder of the same space as the base's
     * @return a fit of the base's images and after them of those that were added; its refused images are among the latter
     * @throws org.patchbank.platform.PatchbankException if none of them can be used
     * @throws java.util.concurrent.CancellationException if the listener said so
     */
    public Fit grow(
            Base base,
            List<? extends ReferenceImage> added,
            DetectorSpec spec,
            PatchEmbedder embedder,
            FitListener listener) {
        long start = System.nanoTime();
        ImageViews views = ImageViews.of(
                spec, embedder.grid(), base.state().part(OpenedDetector.VIEWS).numbers());
        FeatureStage stage = new FeatureStage(decoder, SharedNetwork.of(embedder), parallel);
        Features features = stage.run(added, views, new FitProgress(listener, FitStage.FEATURES, added.size()));
        requireAny(features);
        double featureSeconds = secondsSince(start);

        start = System.nanoTime();
        PatchScores[] unseen = new PatchScores[features.images().size()];
        DetectorState state = spec.detectorModel(embedder.segments(), embedder.grid(), parallel)
                .grow(
                        base.state(),
                        new DetectorModel.Known(base.images().size(), base.coveringRadius()),
                        features.set(),
                        spec.seed(),
                        new FitProgress(listener, FitStage.CALIBRATION, unseen.length).monitor(),
                        (image, scores) -> unseen[image] =
                                views.join(features.images().get(image).frame(), scores));
        double growthSeconds = secondsSince(start);
        return new Fit(
                state,
                embedder.grid(),
                embedder.dimension(),
                Stream.concat(base.images().stream(), used(features, unseen, spec, state).stream())
                        .toList(),
                features.refused(),
                features.images().stream()
                        .filter(image -> !image.frame().registration().sure())
                        .map(Learned::name)
                        .toList(),
                base.embeddings() + features.set().rows().length,
                // Both are one search in the base, so they cannot be told apart.
                new FitSeconds(featureSeconds, 0, growthSeconds));
    }

    private static List<UsedImage> used(
            Features features, PatchScores[] unseen, DetectorSpec spec, DetectorState state) {
        boolean calibrated = !spec.calibration().holdsOut();
        ImageScoring scoring = OpenedDetector.scoring(spec, state);
        List<UsedImage> used = new ArrayList<>();
        for (int image = 0; image < unseen.length; image++) {
            OptionalDouble score =
                    calibrated ? OptionalDouble.of(score(scoring, unseen[image])) : OptionalDouble.empty();
            used.add(new UsedImage(features.images().get(image).name(), true, score));
        }
        return used;
    }

    private static double score(ImageScoring scoring, PatchScores joined) {
        PatchScores shown = joined.with(scoring.shown(OpenedDetector.patches(joined)));
        return scoring.score(OpenedDetector.patches(shown));
    }

    private static void requireAny(Features features) {
        if (features.images().isEmpty()) {
            throw FitErrorCode.TOO_FEW_IMAGES.error(
                    "None of the further images can be used"
                            + features.refused().stream()
                                    .findFirst()
                                    .map(refused ->
                                            "; %s cannot, because: %s".formatted(refused.name(), refused.reason()))
                                    .orElse(""),
                    "Give at least one image that can be read; the version that should be grown stays as it is.");
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
