package org.patchbank.pipeline.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.embedding.EmbeddingLayout;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.fit.Features.Learned;
import org.patchbank.pipeline.fit.Fit.FitSeconds;
import org.patchbank.pipeline.fit.Fit.UsedImage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.pipeline.view.ZoneLayout;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.ImageScoring;

/**
 * Learns from good images and calibrates. Knows no database.
 *
 * <p>Calibration is by cross-calibration, where every image is scored by a detector that has not seen it
 * ({@link DetectorModel#scoreUnseen}), or on images held out ({@link HeldOutImages}).
 */
public final class Fitter {
    /** A set of embeddings that would fill more than one of these waits in a file. */
    private static final int PARTS_OF_HEAP = 4;

    private final ImageDecoder decoder;
    private final Parallel parallel;

    public Fitter(ImageDecoder decoder, Parallel parallel) {
        this.decoder = decoder;
        this.parallel = parallel;
    }

    /**
     * Embeds the images, learns from them and scores those to calibrate on by a detector that has not seen them. The same images in
     * the same order with the same spec give the same state and scores, whatever the number of threads.
     *
     * @throws org.patchbank.platform.PatchbankException if fewer than two images can be used
     * @throws java.util.concurrent.CancellationException if the listener said so
     */
    public Fit fit(
            List<? extends ReferenceImage> images, DetectorSpec spec, PatchEmbedder embedder, FitListener listener) {
        try (EmbeddedImages embedded = embed(images, spec, embedder, listener)) {
            return fit(embedded, spec, listener);
        }
    }

    /**
     * Embeds the images for one spec.
     *
     * @return to be closed
     * @throws java.util.concurrent.CancellationException if the listener said so
     */
    public EmbeddedImages embed(
            List<? extends ReferenceImage> images, DetectorSpec spec, PatchEmbedder embedder, FitListener listener) {
        return embed(images, List.of(List.of(spec)), SharedNetwork.of(embedder), listener)
                .get(0);
    }

    /**
     * Embeds the images for specs that see them alike, group by group of those that take the same of the network; each group's
     * embeddings lie in a file if all of its models stream, or if they would fill a quarter of the memory.
     *
     * @param groups one a layout of the network, each of one spec at least
     * @return one a group, each to be closed
     * @throws java.util.concurrent.CancellationException if the listener said so
     */
    public List<EmbeddedImages> embed(
            List<? extends ReferenceImage> images,
            List<List<DetectorSpec>> groups,
            SharedNetwork network,
            FitListener listener) {
        long start = System.nanoTime();
        List<EmbeddingTable> tables = new ArrayList<>();
        try {
            List<ImageViews> views = views(images, groups, network);
            for (int group = 0; group < groups.size(); group++) {
                tables.add(table(groups.get(group), network.layouts().get(group)));
            }
            List<Features> features = new FeatureStage(decoder, network, parallel)
                    .run(images, views, tables, new FitProgress(listener, FitStage.FEATURES, images.size()));
            double seconds = secondsSince(start);
            return IntStream.range(0, groups.size())
                    .mapToObj(group -> new EmbeddedImages(features.get(group), views.get(group), seconds))
                    .toList();
        } catch (RuntimeException | Error e) {
            tables.forEach(EmbeddingTable::close);
            throw e;
        }
    }

    /** What has to be learned of the images, such as a template, is learned once. */
    private List<ImageViews> views(
            List<? extends ReferenceImage> images, List<List<DetectorSpec>> groups, SharedNetwork network) {
        List<ImageViews> views = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            DetectorSpec spec = groups.get(group).get(0);
            PatchGrid grid = network.layouts().get(group).grid();
            views.add(
                    group == 0
                            ? ImageViews.fit(spec, grid, pictures(images))
                            : ImageViews.of(spec, grid, views.get(0).numbers()));
        }
        return views;
    }

    private EmbeddingTable table(List<DetectorSpec> specs, EmbeddingLayout layout) {
        boolean stream = specs.stream()
                .allMatch(spec -> spec.detectorModel(layout.segments(), layout.grid(), parallel)
                        .streams());
        return stream
                ? EmbeddingTable.inFile(layout.dimension(), layout.grid().size())
                : EmbeddingTable.bounded(
                        layout.dimension(),
                        layout.grid().size(),
                        Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
    }

    /**
     * Learns from embedded images and scores each by a detector that has not seen it.
     *
     * @throws org.patchbank.platform.PatchbankException if fewer than two images can be used
     */
    public Fit fit(EmbeddedImages embedded, DetectorSpec spec, FitListener listener) {
        return fit(embedded.features(), embedded.views(), spec, listener, embedded.seconds());
    }

    /** The rest of a fit, from embeddings on. */
    Fit fit(Features features, ImageViews views, DetectorSpec spec, FitListener listener, double featureSeconds) {
        requireTwoImages(features);
        long start = System.nanoTime();
        DetectorModel model =
                spec.detectorModel(features.set().segments(), features.set().grid(), parallel);
        int images = features.images().size();
        FitProgress fitting = new FitProgress(listener, FitStage.CORESET, images);
        List<Integer> heldOut = HeldOutImages.of(spec, images);
        TrainingSet learned = features.set().without(heldOut);
        DetectorState state = model.fit(learned, fitting.monitor());
        double coresetSeconds = secondsSince(start);

        start = System.nanoTime();
        PatchScores[] unseen = new PatchScores[images];
        FitProgress calibrating = new FitProgress(listener, FitStage.CALIBRATION, images);
        UnseenScores joining = (image, scores) -> {
            Learned source = features.images().get(image);
            unseen[image] = views.join(source.frame(), scores);
        };
        if (heldOut.isEmpty()) {
            model.scoreUnseen(learned, state, spec.seed(), calibrating.monitor(), joining);
        } else {
            HeldOutImages.score(features.set(), heldOut, model.open(state), calibrating.monitor(), joining);
        }
        List<Integer> calibrated = heldOut.isEmpty() ? learned.learned() : heldOut;
        ImageScoring.Fitted scoring = ImageScoring.fit(
                spec.aggregation().aggregation(),
                ZoneLayout.zoning(spec.zones()),
                calibrated.stream()
                        .map(image -> OpenedDetector.patches(unseen[image]))
                        .toList());
        OptionalDouble[] scores = new OptionalDouble[images];
        Arrays.fill(scores, OptionalDouble.empty());
        for (int i = 0; i < calibrated.size(); i++) {
            scores[calibrated.get(i)] = OptionalDouble.of(scoring.scores()[i]);
        }
        return new Fit(
                state.withPart(OpenedDetector.VIEWS, DetectorState.of(views.numbers()))
                        .withPart(
                                OpenedDetector.SCORING,
                                DetectorState.of(scoring.scoring().numbers())),
                features.set().grid(),
                features.set().table().dimension(),
                IntStream.range(0, images)
                        .mapToObj(i -> new UsedImage(features.images().get(i).name(), !heldOut.contains(i), scores[i]))
                        .toList(),
                features.refused(),
                features.images().stream()
                        .filter(image -> !image.frame().registration().sure())
                        .map(Learned::name)
                        .toList(),
                learned.rows().length,
                new FitSeconds(featureSeconds, coresetSeconds, secondsSince(start)));
    }

    /** The images, each read and decoded when it is asked for. */
    private List<Supplier<Optional<PixelImage>>> pictures(List<? extends ReferenceImage> images) {
        return images.stream()
                .<Supplier<Optional<PixelImage>>>map(image -> () -> {
                    try {
                        return Optional.of(decoder.decode(image.read()));
                    } catch (java.io.IOException | org.patchbank.platform.PatchbankException e) {
                        return Optional.empty(); // It is refused, with its reason, when its turn comes.
                    }
                })
                .toList();
    }

    private static void requireTwoImages(Features features) {
        if (features.images().size() < 2) {
            throw FitErrorCode.TOO_FEW_IMAGES.error(
                    "Only %d of the images can be used"
                                    .formatted(features.images().size())
                            + features.refused().stream()
                                    .findFirst()
                                    .map(refused ->
                                            "; %s cannot, because: %s".formatted(refused.name(), refused.reason()))
                                    .orElse(""),
                    "Give at least 2 good images; 50 or more make a useful bank, and a false-reject rate of 1 % needs 99.");
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
