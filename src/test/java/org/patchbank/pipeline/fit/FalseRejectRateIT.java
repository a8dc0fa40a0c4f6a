package org.patchbank.pipeline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.memorybank.MemoryBankDetector;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.patch.PatchMask;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Threshold;
import org.patchbank.testing.Shared;

/**
 * Whether the false-reject rate that thresholds promise is kept: 200 good images of a real data set, drawn at random, are
 * learned from and calibrated on, the other 752 are judged. The default spec is {@code -Dpatchbank.ratio=0.1 -Dpatchbank.input=224
 * -Dtest.heap=4g}.
 */
class FalseRejectRateIT {
    private static final int FEW = 4;
    private static final String SMALL = "64";
    /** From so many on the share itself is asked for. */
    private static final int MANY = 50;

    private static final double SHARE = 0.8;
    private static final double DOUBT = 0.05;
    private static final int LEARNED = 200;
    private static final String RATIO = System.getProperty("patchbank.ratio", "0.01");
    private static final String INPUT = System.getProperty("patchbank.input", "128");
    private static final double[] WANTED = {0.02, 0.05};

    /** Where a realised rate lies beside the stated interval. */
    private enum Place {
        BELOW,
        INSIDE,
        ABOVE
    }

    /**
     * Of 752 judged parts the realised rate itself is only known with noise, so even a perfect 90 % interval holds no more than 86 % of
     * them.
     */
    @Test
    @Tag("figures")
    void the_realised_rate_lies_in_the_stated_interval_in_four_of_five_splits() {
        assertKept(MANY, INPUT);
    }

    @Test
    void the_realised_rate_of_small_images_lies_in_the_stated_interval_in_most_of_a_few_splits() {
        assertKept(FEW, SMALL);
    }

    private static void assertKept(int splits, String input) {
        List<ReferenceImage> good = Stream.of("train/good", "test/good")
                .flatMap(folder -> images(Shared.path("datasets/magnetic_tile/" + folder)))
                .toList();
        DetectorSpec spec = DetectorSpecs.read(null, Map.of("model.coreset_ratio", RATIO, "input_size", input));
        List<Map<Place, Integer>> places = List.of(new EnumMap<>(Place.class), new EnumMap<>(Place.class));
        try (Parallel parallel = Parallel.onAllCores();
                PatchEmbedder embedder =
                        new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())).open(spec.embedding(), 1)) {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
            Fitter fitter = new Fitter(decoder, parallel);
            ImageViews views = ImageViews.of(spec, embedder.grid(), Map.of());
            EmbeddingTable table =
                    new EmbeddingTable(embedder.dimension(), embedder.grid().size());
            Features all = new FeatureStage(decoder, SharedNetwork.of(embedder), parallel)
                    .run(
                            good,
                            List.of(views),
                            List.of(table),
                            new FitProgress(FitListener.SILENT, FitStage.FEATURES, good.size()))
                    .get(0);
            assertThat(all.images()).hasSize(952);
            for (int split = 0; split < splits; split++) {
                List<Integer> order = new ArrayList<>(
                        IntStream.range(0, all.images().size()).boxed().toList());
                Collections.shuffle(order, new Random(split));
                Fit fit = fitter.fit(some(all, order.subList(0, LEARNED)), views, spec, FitListener.SILENT, 0);
                double[] scores = scores(fit, all, order.subList(LEARNED, order.size()), parallel);
                for (int w = 0; w < WANTED.length; w++) {
                    Threshold threshold = new Calibration(fit.calibrationScores()).threshold(WANTED[w]);
                    places.get(w).merge(place(split, scores, threshold), 1, Integer::sum);
                }
            }
        }
        System.out.printf("of %d splits, wanted 2 %%: %s, wanted 5 %%: %s%n", splits, places.get(0), places.get(1));
        for (Map<Place, Integer> counts : places) {
            assertThat(counts.getOrDefault(Place.INSIDE, 0)).isGreaterThanOrEqualTo(least(splits));
        }
    }

    /** Of few draws, as many as a share of 80 % gives in all but 5 % of the cases (binomial distribution). */
    private static int least(int splits) {
        int least = (int) (splits * SHARE);
        if (splits >= MANY) {
            return least;
        }
        BinomialDistribution inside = BinomialDistribution.of(splits, SHARE);
        while (inside.cumulativeProbability(least - 1) > DOUBT) {
            least--;
        }
        return least;
    }

    private static Place place(int split, double[] scores, Threshold threshold) {
        long above = java.util.Arrays.stream(scores)
                .filter(score -> score > threshold.value())
                .count();
        double realised = (double) above / scores.length;
        Place place =
                realised < threshold.low() ? Place.BELOW : realised > threshold.high() ? Place.ABOVE : Place.INSIDE;
        System.out.printf(
                Locale.ROOT,
                "split %d wanted %.2f: realised %.4f, stated %.4f to %.4f %s%n",
                split,
                threshold.falseRejectWanted(),
                realised,
                threshold.low(),
                threshold.high(),
                place);
        return place;
    }

    private static double[] scores(Fit fit, Features all, List<Integer> images, Parallel parallel) {
        MemoryBankDetector detector = new MemoryBankDetector(fit.state().bank(""), 1, parallel);
        return images.stream()
                .mapToDouble(
                        image -> detector.score(all.set().embeddings(image)).largest())
                .toArray();
    }

    private static Features some(Features all, List<Integer> images) {
        TrainingSet set = all.set();
        EmbeddingTable table =
                new EmbeddingTable(set.table().dimension(), set.table().rowsPerBlock());
        images.forEach(image -> table.add(set.table().block(image * set.table().rowsPerBlock())));
        return new Features(
                new TrainingSet(
                        table,
                        set.grid(),
                        set.segments(),
                        IntStream.range(0, images.size())
                                .mapToObj(image -> new TrainingSet.View(image, 0, true, PatchMask.ALL))
                                .toList()),
                images.stream().map(all.images()::get).toList(),
                List.of());
    }

    private static Stream<ReferenceImage> images(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().<ReferenceImage>map(FileImage::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record FileImage(Path file) implements ReferenceImage {
        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(file);
        }
    }
}
