package org.patchbank.pipeline.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;

class FitterTest {
    private static final DetectorSpec SPEC =
            DetectorSpecs.read(null, Map.of("model.coreset_ratio", "0.02", "input_size", "128"));

    private static PatchEmbedder embedder;
    private static List<Encoded> parts;

    private record Encoded(String name, byte[] bytes) implements ReferenceImage {
        @Override
        public byte[] read() {
            return bytes;
        }
    }

    @BeforeAll
    static void open() {
        embedder = new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())).open(SPEC.embedding(), 1);
        PartRenderer renderer = new PartRenderer(160);
        parts = IntStream.range(0, 11)
                .mapToObj(i -> new Encoded(
                        "part-" + i, PngEncoder.encode(renderer.goodPart(i, 3).image())))
                .toList();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void the_same_images_and_spec_give_the_same_bank_and_scores_on_any_number_of_threads() {
        Fit one = fit(parts, 1);
        Fit three = fit(parts, 3);

        assertThat(three.state().hash()).isEqualTo(one.state().hash());
        assertThat(three.images()).isEqualTo(one.images());
        assertThat(one.embeddings()).isEqualTo(11L * one.grid().size());
        assertThat(one.state().bankRows()).isEqualTo((int) (0.02 * one.embeddings()));
    }

    @Test
    void another_seed_gives_another_bank() {
        DetectorSpec other = DetectorSpecs.read(DetectorSpecs.write(SPEC), Map.of("seed", "1"));
        try (Parallel parallel = new Parallel(2)) {
            Fit fit = new Fitter(new ImageDecoder(ImageLimits.DEFAULT), parallel)
                    .fit(parts, other, embedder, FitListener.SILENT);

            assertThat(fit.state().hash()).isNotEqualTo(fit(parts, 2).state().hash());
        }
    }

    @Test
    void images_that_cannot_be_used_are_listed_and_the_others_go_through() {
        List<ReferenceImage> mixed = new ArrayList<>(parts);
        mixed.add(2, new Encoded("broken.png", new byte[] {1, 2, 3}));
        try (Parallel parallel = new Parallel(2)) {
            Fit fit = new Fitter(new ImageDecoder(ImageLimits.DEFAULT), parallel)
                    .fit(mixed, SPEC, embedder, FitListener.SILENT);

            assertThat(fit.refused()).singleElement().satisfies(refused -> {
                assertThat(refused.name()).isEqualTo("broken.png");
                assertThat(refused.code()).startsWith("image-");
                assertThat(refused.remedy()).isNotBlank();
            });
            assertThat(fit.state().hash()).isEqualTo(fit(parts, 2).state().hash());
        }
    }

    @Test
    void images_held_out_are_calibrated_on_and_not_learned_from() {
        Map<String, String> heldOut = Map.of("calibration.method", "held_out", "calibration.share", "0.3");
        DetectorSpec spec = DetectorSpecs.read(DetectorSpecs.write(SPEC), heldOut);
        try (Parallel one = new Parallel(1);
                Parallel two = new Parallel(2)) {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
            Fit fit = new Fitter(decoder, two).fit(parts, spec, embedder, FitListener.SILENT);

            assertThat(fit.heldOut()).hasSize(3);
            assertThat(fit.calibration().stream().map(Fit.ImageScore::name)).containsExactlyElementsOf(fit.heldOut());
            assertThat(fit.calibrationScores()).hasSize(3).doesNotContain(0);
            assertThat(fit.images()).hasSize(11);
            assertThat(fit.embeddings()).isEqualTo(8L * fit.grid().size());
            List<Encoded> others = parts.stream()
                    .filter(part -> !fit.heldOut().contains(part.name()))
                    .toList();
            assertThat(fit.state().bank("").vectors())
                    .isEqualTo(fit(others, 2).state().bank("").vectors());
            Fit again = new Fitter(decoder, one).fit(parts, spec, embedder, FitListener.SILENT);
            assertThat(again.state().hash()).isEqualTo(fit.state().hash());
            assertThat(again.images()).isEqualTo(fit.images());
        }
    }

    @Test
    void fewer_than_two_images_are_refused() {
        assertThatThrownBy(() -> fit(parts.subList(0, 1), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code().code()).isEqualTo("too-few-images"));
    }

    @Test
    void every_stage_is_reported_to_its_end_and_may_cancel() {
        List<FitStage> ended = new ArrayList<>();
        try (Parallel parallel = new Parallel(2)) {
            Fitter fitter = new Fitter(new ImageDecoder(ImageLimits.DEFAULT), parallel);
            fitter.fit(parts, SPEC, embedder, (stage, done, total) -> {
                if (done == total) {
                    ended.add(stage);
                }
                return true;
            });

            assertThat(ended).contains(FitStage.values());
            for (FitStage stage : FitStage.values()) {
                assertThatThrownBy(() -> fitter.fit(parts, SPEC, embedder, (now, done, total) -> now != stage))
                        .isInstanceOf(CancellationException.class);
            }
        }
    }

    private static Fit fit(List<Encoded> images, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Fitter(new ImageDecoder(ImageLimits.DEFAULT), parallel)
                    .fit(images, SPEC, embedder, FitListener.SILENT);
        }
    }
}
