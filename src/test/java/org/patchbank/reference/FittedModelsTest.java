package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.detector.DetectorState;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.fit.ReferenceImage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.testing.TestImages;

/** Every piece of a spec, fitted, written to a parameter file and read again. */
class FittedModelsTest {
    private static final byte[] SCRATCHED = TestImages.scratched(900);
    /** All but the right quarter. */
    private static final String MASK = "data:image/png;base64,"
            + "iVBORw0KGgoAAAANSUhEUgAAAAQAAAABCAAAAADcV1ARAAAADUlEQVR42mP4//8/AwAI/AL+eMSysAAAAABJRU5ErkJggg==";

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final DjlPatchEmbedders embedders = new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()));

    private record Good(int number) implements ReferenceImage {
        @Override
        public String name() {
            return "good-%02d.png".formatted(number);
        }

        @Override
        public byte[] read() {
            return TestImages.good(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: {metric: cosine}",
                "model: {metric: mahalanobis}",
                "model: {storage: float16}",
                "model: {storage: int8}",
                "model: {selection: k-means, coreset_size: 40}",
                "model: {reweighting: 3}",
                "model: {type: gaussian}",
                "fusion: independent",
                "fusion: {type: hierarchical, by: images, images: 4}",
                "{input_size: [64, 96]}",
                "{tiles: {size: 96, overlap: 32}}",
                "region_of_interest: [{action: include, rectangle: [0.1, 0.1, 0.8, 0.8]}]",
                "zones: [{name: face, rectangle: [0, 0.3, 1, 0.4], strictness: 2}]",
                "zones: per-position",
                "alignment: shift",
                "augmentation: {flips: [horizontal]}",
                "aggregation: {type: top-mean, share: 0.05}",
                "{patches: {type: crops, size: 32, stride: 16}, aggregation: mean}",
                "model: {selection: everything, position_radius: 2}",
                "{model: {selection: random, coreset_size: 60, neighbours: 3}, aggregation: {type: quantile, level: 0.95}}",
                "fusion: {type: hierarchical, by: patches, share: 0.3}",
                "{fusion: {type: concatenate, weights: [0.5, 1]}, aggregation: {type: weighted-mean, temperature: 0.5}}",
                "{fusion: {type: independent, weights: [1, 2], scale: standardised}, centring: image}",
                "augmentation: {quarter_turns: true}",
                "augmentation: {rotations: [-5, 5], shifts: [4], brightness: [0.9]}",
                "{alignment: shift-and-rotation, aggregation: {type: weighted-mean, weights: [[1, 2], [1, 1]]}}",
                "{region_of_interest: [{mask: '" + MASK + "'}], aggregation: area}",
                "aggregation: largest-area"
            })
    void model_read_from_a_file_scores_as_it_was_fitted(String yaml) throws IOException {
        ObjectNode fields = (ObjectNode) new YAMLMapper().readTree(yaml);
        if (!fields.has("input_size")) {
            fields.put("input_size", 64);
        }
        DetectorSpec spec = DetectorSpecs.read(fields, Map.of());
        List<ReferenceImage> images =
                IntStream.range(0, 8).<ReferenceImage>mapToObj(Good::new).toList();
        try (Parallel parallel = new Parallel(2);
                PatchEmbedder embedder = embedders.open(spec.embedding(), 1)) {
            Fit fit = new Fitter(decoder, parallel).fit(images, spec, embedder, FitListener.SILENT);
            DetectorState read = throughFile(fit.state());

            assertThat(read.hash()).isEqualTo(fit.state().hash());
            double fitted = score(spec, fit.state(), embedder, parallel);
            assertThat(fitted).isFinite();
            assertThat(score(spec, read, embedder, parallel)).isEqualTo(fitted);
        }
    }

    private static DetectorState throughFile(DetectorState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateStore.parameters(7, state).writeTo(bytes);
        ParameterFile file =
                ParameterFile.read(new ByteArrayInputStream(bytes.toByteArray()), Sha256.of(bytes.toByteArray()));
        return new DetectorState(state.banks(), file.numbers(), file.bytes());
    }

    private double score(DetectorSpec spec, DetectorState state, PatchEmbedder embedder, Parallel parallel) {
        Threshold threshold = new Calibration(new double[] {1, 2}).threshold(0.1);
        return new Inspector(decoder, embedder, OpenedDetector.open(spec, state, embedder, parallel), spec)
                .examine(SCRATCHED, new DecisionRule(threshold, threshold), new StageTimes())
                .score();
    }
}
