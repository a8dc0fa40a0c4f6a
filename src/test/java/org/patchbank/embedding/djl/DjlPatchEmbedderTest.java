package org.patchbank.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingErrorCode;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.Fusion;
import org.patchbank.embedding.InputLayout;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.ScaleFusion;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.testing.Shared;

class DjlPatchEmbedderTest {
    private static final BackboneRegistry BACKBONES = new BackboneRegistry(Optional.empty());
    private static final DjlPatchEmbedders EMBEDDERS = new DjlPatchEmbedders(BACKBONES);

    @Test
    void fixture_features_are_met() {
        String resnet = Shared.path("backbones/resnet18.onnx").toString();
        float[] input = Shared.floats("fixtures/input_1x3x224x224.f32");
        float[] expected = Shared.floats("fixtures/patches_784x384.f32");
        var backbone = BACKBONES.find(resnet);
        List<OutputLayer> layers = backbone.layers(List.of());
        try (DjlNetwork network =
                DjlNetwork.load(backbone, layers, new InputTensor(InputLayout.IMAGENET, 224), 2, true)) {
            List<FeatureMap> maps = network.run(input);
            Embeddings patches = new ScaleFusion(3).fuse(maps);
            assertThat(patches.grid()).isEqualTo(new PatchGrid(28, 28));
            assertThat(patches.values()).hasSameSizeAs(expected);
            float worst = 0;
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(expected[i] - patches.values()[i]));
            }
            assertThat(worst).isLessThan(1e-4f);
        }
    }

    @Test
    void built_in_backbone_embeds_an_image() {
        try (PatchEmbedder embedder = EMBEDDERS.open(spec(List.of(), 224), 1)) {
            StageTimes times = new StageTimes();
            Embeddings embeddings = embedder.embed(image(), times);
            assertThat(embeddings.grid()).isEqualTo(embedder.grid()).isEqualTo(new PatchGrid(28, 28));
            assertThat(embeddings.dimension()).isEqualTo(embedder.dimension()).isEqualTo(384);
            assertThat(times.millis()).containsOnlyKeys(Stage.PREPROCESS, Stage.BACKBONE, Stage.FUSE);
            assertThat(embedder.space())
                    .startsWith("patchbank-student@1 sha256:")
                    .contains("layers=layer2+layer3 input=224 neighbourhood=3");
        }
    }

    @Test
    void same_bits_with_any_number_of_threads_and_callers() {
        Embeddings expected;
        try (PatchEmbedder one = EMBEDDERS.open(spec(List.of(), 224), 1)) {
            expected = one.embed(image(), new StageTimes());
        }
        try (PatchEmbedder two = EMBEDDERS.open(spec(List.of(), 224), 2);
                Parallel callers = new Parallel(3)) {
            callers.forEach(
                    12, i -> assertThat(two.embed(image(), new StageTimes())).isEqualTo(expected));
        }
    }

    @Test
    void a_layer_alone_is_the_same_as_among_others() {
        try (PatchEmbedder both = EMBEDDERS.open(spec(List.of("layer2", "layer3"), 96), 1);
                PatchEmbedder fine = EMBEDDERS.open(spec(List.of("layer2"), 96), 1)) {
            float[] together = both.embed(image(), new StageTimes()).row(17);
            float[] alone = fine.embed(image(), new StageTimes()).row(17);

            assertThat(Arrays.copyOf(together, alone.length)).containsExactly(alone);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 4, 2", "100, 13, 7", "320, 40, 20"})
    void other_input_sizes_give_other_grids(int size, int fine, int coarse) {
        try (PatchEmbedder both = EMBEDDERS.open(spec(List.of(), size), 1);
                PatchEmbedder deep = EMBEDDERS.open(spec(List.of("layer3"), size), 1)) {
            assertThat(both.grid()).isEqualTo(new PatchGrid(fine, fine));
            assertThat(deep.grid()).isEqualTo(new PatchGrid(coarse, coarse));
            assertThat(both.embed(image(), new StageTimes()).grid()).isEqualTo(both.grid());
        }
    }

    @Test
    void unknown_backbone_and_layer_are_refused() {
        assertThatThrownBy(() -> EMBEDDERS.open(spec(List.of("layer7"), 224), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.LAYER_UNKNOWN));
        assertThatThrownBy(() -> EMBEDDERS.open(new EmbeddingSpec("none", List.of(), 224, 3, Fusion.CONCATENATE), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.BACKBONE_UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"31, 3", "4096, 3", "224, 2", "224, 7"})
    void impossible_specs_are_refused(int size, int neighbourhood) {
        assertThatThrownBy(() -> new EmbeddingSpec("any", List.of(), size, neighbourhood, Fusion.CONCATENATE))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.EMBEDDING_SPEC_INVALID));
    }

    @Test
    void wrong_channels_in_a_descriptor_are_refused(@TempDir Path folder) throws IOException {
        String model = described(folder, "scale: 1", 999);

        assertThatThrownBy(() -> EMBEDDERS.open(new EmbeddingSpec(model, List.of(), 64, 3, Fusion.CONCATENATE), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID));
    }

    @Test
    void values_that_are_not_finite_are_an_error(@TempDir Path folder) throws IOException {
        String model = described(folder, "scale: 3.0e+36, std: [1.0e-30, 1, 1]", 128);

        try (PatchEmbedder embedder =
                EMBEDDERS.open(new EmbeddingSpec(model, List.of(), 64, 3, Fusion.CONCATENATE), 1)) {
            assertThatThrownBy(() -> embedder.embed(image(), new StageTimes()))
                    .isInstanceOfSatisfying(
                            PatchbankException.class,
                            e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.EMBEDDING_NOT_FINITE));
        }
    }

    @Test
    void a_broken_network_is_refused(@TempDir Path folder) throws IOException {
        String model = described(folder, "scale: 1", 128);
        byte[] broken = Files.readAllBytes(Path.of(model));
        Arrays.fill(broken, 1000, 20_000, (byte) 0x7a);
        Files.write(Path.of(model), broken);

        assertThatThrownBy(() -> EMBEDDERS.open(new EmbeddingSpec(model, List.of(), 64, 3, Fusion.CONCATENATE), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.BACKBONE_UNREADABLE));
    }

    private static String described(Path folder, String input, int channels) throws IOException {
        Path model = folder.resolve("net.onnx");
        Files.write(model, BACKBONES.find(BackboneRegistry.BUILT_IN).onnx());
        Files.writeString(
                folder.resolve("net.yaml"),
                "{name: net, version: 1, input: {%s}, outputs: [{name: layer2, channels: %d, stride: 8}]}"
                        .formatted(input, channels));
        return model.toString();
    }

    private static EmbeddingSpec spec(List<String> layers, int size) {
        return new EmbeddingSpec(BackboneRegistry.BUILT_IN, layers, size, 3, Fusion.CONCATENATE);
    }

    private static PixelImage image() {
        byte[] samples = new byte[150 * 110];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 31 % 253);
        }
        return PixelImage.of8Bit(150, 110, 1, samples);
    }
}
