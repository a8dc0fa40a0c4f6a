package org.patchbank.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.patchbank.embedding.Crops;
import org.patchbank.embedding.EmbeddingErrorCode;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.InputLayout;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.ScaleFusion;
import org.patchbank.embedding.Segment;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Resizer;
import org.patchbank.image.Window;
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
        assertThatThrownBy(() -> EMBEDDERS.open(new EmbeddingSpec("none", List.of(), 224, 3), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.BACKBONE_UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"31, 3", "4096, 3", "224, 2", "224, 7"})
    void impossible_specs_are_refused(int size, int neighbourhood) {
        assertThatThrownBy(() -> new EmbeddingSpec("any", List.of(), size, neighbourhood))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.EMBEDDING_SPEC_INVALID));
    }

    @Test
    void wrong_channels_in_a_descriptor_are_refused(@TempDir Path folder) throws IOException {
        String model = described(folder, "scale: 1", 999);

        assertThatThrownBy(() -> EMBEDDERS.open(new EmbeddingSpec(model, List.of(), 64, 3), 1))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID));
    }

    @Test
    void values_that_are_not_finite_are_an_error(@TempDir Path folder) throws IOException {
        String model = described(folder, "scale: 3.0e+36, std: [1.0e-30, 1, 1]", 128);

        try (PatchEmbedder embedder = EMBEDDERS.open(new EmbeddingSpec(model, List.of(), 64, 3), 1)) {
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

        assertThatThrownBy(() -> EMBEDDERS.open(new EmbeddingSpec(model, List.of(), 64, 3), 1))
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

    @Test
    void several_input_sizes_lie_side_by_side_on_the_finest_grid() {
        EmbeddingSpec both =
                new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of(), List.of(128, 64), 3, Optional.empty());
        try (PatchEmbedder embedder = EMBEDDERS.open(both, 1);
                PatchEmbedder fine = EMBEDDERS.open(spec(List.of(), 128), 1);
                PatchEmbedder coarse = EMBEDDERS.open(spec(List.of(), 64), 1)) {
            Embeddings found = embedder.embed(image(), new StageTimes());
            Embeddings at128 = fine.embed(image(), new StageTimes());
            Embeddings at64 = coarse.embed(image(), new StageTimes());

            assertThat(embedder.segments())
                    .extracting(Segment::name)
                    .containsExactly("layer2@64", "layer3@64", "layer2@128", "layer3@128");
            assertThat(embedder.space()).contains("input=64+128 ");
            assertThat(found.grid()).isEqualTo(new PatchGrid(16, 16));
            assertThat(found.dimension()).isEqualTo(768);
            int patch = 5 * 16 + 9;
            assertThat(Arrays.copyOfRange(found.row(patch), 384, 768)).isEqualTo(at128.row(patch));
            // Row 5 of 16 lies a quarter past row 2 of 8; column 9 a quarter past column 4.
            for (int channel = 0; channel < 128; channel++) {
                float expected = 0.75f * (0.75f * at64.row(20)[channel] + 0.25f * at64.row(21)[channel])
                        + 0.25f * (0.75f * at64.row(28)[channel] + 0.25f * at64.row(29)[channel]);
                assertThat(found.row(patch)[channel]).isCloseTo(expected, within(1e-5f));
            }
        }
    }

    @Test
    void crop_is_embedded_whole_and_averaged() {
        Crops crops = new Crops(64, 32);
        EmbeddingSpec spec =
                new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of(), List.of(128), 1, Optional.of(crops));
        EmbeddingSpec alone = new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of("layer3"), 64, 1);
        try (PatchEmbedder embedder = EMBEDDERS.open(spec, 1);
                PatchEmbedder single = EMBEDDERS.open(alone, 1)) {
            StageTimes times = new StageTimes();
            Embeddings found = embedder.embed(image(), times);

            // Only the deepest layer where none is named.
            assertThat(found.dimension()).isEqualTo(embedder.dimension()).isEqualTo(256);
            assertThat(found.grid()).isEqualTo(embedder.grid()).isEqualTo(new PatchGrid(4, 4));
            assertThat(embedder.space()).endsWith(" crops=64/32");
            assertThat(times.millis()).containsOnlyKeys(Stage.PREPROCESS, Stage.BACKBONE, Stage.FUSE);
            // Crops of this axis begin at 0, 16, 48, 64.
            PixelImage crop = Resizer.resize(image(), 128, 128).crop(new Window(48, 16, 64, 64));
            Embeddings cells = single.embed(crop, new StageTimes());
            float[] row = found.row(1 * 4 + 2);
            for (int channel = 0; channel < 256; channel++) {
                double sum = 0;
                for (int cell = 0; cell < 16; cell++) {
                    sum += cells.values()[cell * 256 + channel];
                }
                assertThat((double) row[channel]).isCloseTo(sum / 16, within(1e-5));
            }
        }
    }

    @Test
    void crops_that_make_no_sense_are_refused_with_the_reason() {
        assertThatThrownBy(() -> new Crops(16, 16)).hasMessageContaining("too small");
        assertThatThrownBy(() -> new Crops(64, 65)).hasMessageContaining("65 pixels apart");
        assertThatThrownBy(() -> cropped(new Crops(256, 64), 1)).hasMessageContaining("do not fit the input size 224");
        assertThatThrownBy(() -> cropped(new Crops(64, 2), 1)).hasMessageContaining("12544 an image");
        assertThatThrownBy(() -> cropped(new Crops(64, 32), 3)).hasMessageContaining("no neighbourhood of 3");
    }

    private static EmbeddingSpec cropped(Crops crops, int neighbourhood) {
        return new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of(), List.of(224), neighbourhood, Optional.of(crops));
    }

    @Test
    void a_shared_network_gives_every_spec_the_bits_of_its_own_embedder() {
        List<EmbeddingSpec> specs = List.of(
                new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of(), List.of(96, 64), 3, Optional.empty()),
                new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of("all"), List.of(96, 64), 1, Optional.empty()),
                new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of("layer3"), List.of(96, 64), 5, Optional.empty()));
        PixelImage image = image();

        try (SharedNetwork network = SharedNetwork.open(EMBEDDERS, specs, 1)) {
            List<Embeddings> together = network.embed(image, new StageTimes());

            for (int i = 0; i < specs.size(); i++) {
                try (PatchEmbedder alone = EMBEDDERS.open(specs.get(i), 1)) {
                    assertThat(network.layouts().get(i)).isEqualTo(alone.layout());
                    assertThat(together.get(i)).isEqualTo(alone.embed(image, new StageTimes()));
                }
            }
        }
    }

    private static EmbeddingSpec spec(List<String> layers, int size) {
        return new EmbeddingSpec(BackboneRegistry.BUILT_IN, layers, size, 3);
    }

    private static PixelImage image() {
        byte[] samples = new byte[150 * 110];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 31 % 253);
        }
        return PixelImage.of8Bit(150, 110, 1, samples);
    }
}
