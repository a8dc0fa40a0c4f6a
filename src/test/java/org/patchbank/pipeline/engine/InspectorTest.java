package org.patchbank.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.fit.ReferenceImage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;

class InspectorTest {
    private final DetectorSpec spec = DetectorSpecs.read(null, Map.of("input_size", "128"));
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void a_part_above_the_limit_is_rejected_and_always_shows_where() {
        PartRenderer renderer = new PartRenderer(160);
        byte[] part = PngEncoder.encode(
                renderer.defectivePart(DefectKind.values()[0], 0, 3).image());
        try (Parallel parallel = new Parallel(2);
                PatchEmbedder embedder =
                        new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())).open(spec.embedding(), 2)) {
            EmbeddingTable good =
                    new EmbeddingTable(embedder.dimension(), embedder.grid().size());
            for (int i = 0; i < 5; i++) {
                byte[] image = PngEncoder.encode(renderer.goodPart(i, 3).image());
                good.add(embedder.embed(decoder.decode(image), new StageTimes()).values());
            }
            MemoryBank bank =
                    MemoryBank.of(good, IntStream.range(0, good.rows()).toArray());
            Inspector inspector = new Inspector(
                    decoder, embedder, OpenedDetector.open(spec, DetectorState.of(bank), embedder, parallel), spec);

            StageTimes times = new StageTimes();
            double score =
                    inspector.examine(part, limit(Double.MAX_VALUE), times).score();
            Examination accepted = inspector.examine(part, limit(score), new StageTimes());
            Examination barelyRejected = inspector.examine(part, limit(score * 0.9999), new StageTimes());

            assertThat(inspector.beside(inspector.decode(part))).isEqualTo(new ShadowScore(score, false));
            assertThat(inspector.beside(accepted.seen())).isEqualTo(new ShadowScore(score, true));
            assertThat(accepted.seen().bytes()).isGreaterThan(160 * 160);
            assertThat(accepted.decision()).isEqualTo(Decision.ACCEPT);
            assertThat(accepted.regions()).isEmpty();
            assertThat(barelyRejected.decision()).isEqualTo(Decision.REJECT);
            assertThat(barelyRejected.regions()).isNotEmpty();
            assertThat(barelyRejected.map().width()).isEqualTo(160);
            assertThat(List.of(Stage.DECODE, Stage.BACKBONE, Stage.SEARCH, Stage.MAP))
                    .allSatisfy(stage -> assertThat(times.nanos(stage)).isPositive());
        }
    }

    @Test
    void preview_without_regions_of_its_own_shows_the_most_anomalous_and_runs_the_network_once() {
        PartRenderer renderer = new PartRenderer(160);
        byte[] part = PngEncoder.encode(renderer.goodPart(9, 3).image());
        try (Parallel parallel = new Parallel(2);
                PatchEmbedder embedder =
                        new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())).open(spec.embedding(), 2)) {
            EmbeddingTable good =
                    new EmbeddingTable(embedder.dimension(), embedder.grid().size());
            good.add(embedder.embed(
                            decoder.decode(
                                    PngEncoder.encode(renderer.goodPart(0, 3).image())),
                            new StageTimes())
                    .values());
            MemoryBank bank =
                    MemoryBank.of(good, IntStream.range(0, good.rows()).toArray());
            OpenedDetector detector = OpenedDetector.open(spec, DetectorState.of(bank), embedder, parallel);
            AtomicInteger runs = new AtomicInteger();
            PatchEmbedder counting = (PatchEmbedder) Proxy.newProxyInstance(
                    PatchEmbedder.class.getClassLoader(),
                    new Class<?>[] {PatchEmbedder.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("embed")) {
                            runs.incrementAndGet();
                        }
                        return method.invoke(embedder, arguments);
                    });

            Examination preview =
                    new Inspector(decoder, counting, detector, spec).preview(part, limit(Double.MAX_VALUE));

            assertThat(preview.decision()).isEqualTo(Decision.ACCEPT);
            assertThat(preview.regions()).isNotEmpty();
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void a_mean_is_no_value_of_the_map_so_regions_have_a_limit_of_their_own() {
        DetectorSpec mean = DetectorSpecs.read(null, Map.of("input_size", "128", "aggregation", "mean"));
        PartRenderer renderer = new PartRenderer(160);
        byte[] part = PngEncoder.encode(
                renderer.defectivePart(DefectKind.values()[0], 0, 3).image());
        List<ReferenceImage> good = IntStream.range(0, 5)
                .<ReferenceImage>mapToObj(i -> new GoodPart(
                        "good" + i, PngEncoder.encode(renderer.goodPart(i, 3).image())))
                .toList();
        try (Parallel parallel = new Parallel(2);
                PatchEmbedder embedder =
                        new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())).open(mean.embedding(), 2)) {
            Fit fit = new Fitter(decoder, parallel).fit(good, mean, embedder, FitListener.SILENT);
            Inspector inspector =
                    new Inspector(decoder, embedder, OpenedDetector.open(mean, fit.state(), embedder, parallel), mean);

            double score = inspector
                    .examine(part, limit(Double.MAX_VALUE), new StageTimes())
                    .score();
            Examination accepted = inspector.examine(part, limit(score), new StageTimes());
            Examination rejected = inspector.examine(part, limit(score * 0.9999), new StageTimes());

            assertThat(accepted.regions()).isEmpty();
            assertThat(rejected.mapLimit()).isPresent();
            assertThat(rejected.mapLimit().getAsDouble()).isGreaterThan(score);
            assertThat(rejected.regions())
                    .isNotEmpty()
                    .allSatisfy(region -> assertThat(region.area()).isLessThan(160 * 160 / 2));
        }
    }

    private record GoodPart(String name, byte[] bytes) implements ReferenceImage {
        @Override
        public byte[] read() {
            return bytes;
        }
    }

    private static DecisionRule limit(double value) {
        Threshold threshold = new Calibration(new double[] {1}).manual(value);
        return new DecisionRule(threshold, threshold);
    }
}
