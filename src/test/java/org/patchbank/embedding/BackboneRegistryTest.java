package org.patchbank.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.platform.PatchbankException;
import org.patchbank.testing.Shared;

class BackboneRegistryTest {
    private static final String DESCRIPTOR = """
            name: tiny
            version: "2"
            input: {colour_order: bgr, scale: 1, mean: [103.939, 116.779, 123.68]}
            outputs:
              - {name: layer2, channels: 128, stride: 8}
              - {name: layer3, channels: 256, stride: 16}
            licence: MIT
            """;

    @TempDir
    Path folder;

    private BackboneRegistry registry;

    @BeforeEach
    void open() {
        registry = new BackboneRegistry(Optional.of(folder));
    }

    @Test
    void built_in_is_always_there() {
        BackboneRegistry bare = new BackboneRegistry(Optional.of(folder.resolve("absent")));

        Backbone builtIn = bare.find(BackboneRegistry.BUILT_IN);

        assertThat(bare.names()).containsExactly("patchbank-student@1");
        assertThat(builtIn.sha256()).isEqualTo(builtIn.descriptor().sha256());
        assertThat(builtIn.layers(List.of())).extracting(OutputLayer::name).containsExactly("layer2", "layer3");
        assertThat(builtIn.layers(List.of("all")))
                .isEqualTo(builtIn.descriptor().outputs());
        assertThat(bare.find("patchbank-student@1").sha256()).isEqualTo(builtIn.sha256());
    }

    @Test
    void folder_adds_backbones_while_the_program_runs() throws IOException {
        assertThat(registry.names()).containsExactly("patchbank-student@1");

        add("any", DESCRIPTOR);

        assertThat(registry.names()).containsExactly("patchbank-student@1", "tiny@2");
        assertThat(registry.find("tiny").descriptor().licence()).isEqualTo("MIT");
        assertThat(registry.find("tiny@2").origin()).endsWith("any.onnx");
    }

    @Test
    void keras_input_is_expressible() throws IOException {
        add("any", DESCRIPTOR);

        InputLayout input = registry.find("tiny").descriptor().input();

        assertThat(input.colourOrder()).isEqualTo(InputLayout.ColourOrder.BGR);
        assertThat(input.scale()).isEqualTo(1);
        assertThat(input.mean()).containsExactly(103.939, 116.779, 123.68);
        assertThat(input.std()).containsExactly(1.0, 1.0, 1.0);
        assertThat(input.layout()).isEqualTo(InputLayout.Axes.NCHW);
    }

    @Test
    void json_is_a_descriptor_too() throws IOException {
        Files.write(folder.resolve("j.onnx"), builtInFile());
        Files.writeString(folder.resolve("j.json"), """
                {"name": "j", "version": "1", "input": {"scale": 0.5},
                 "outputs": [{"name": "layer3", "channels": 256, "stride": 16}]}
                """);

        assertThat(registry.find("j").descriptor().defaultLayers()).containsExactly("layer3");
    }

    @Test
    void two_versions_want_the_version_named() throws IOException {
        add("one", DESCRIPTOR.replace("\"2\"", "\"1\""));
        add("two", DESCRIPTOR);

        assertRefused(
                "tiny",
                EmbeddingErrorCode.BACKBONE_UNKNOWN,
                e -> assertThat(e.remedy()).contains("tiny@1", "tiny@2"));
        assertThat(registry.find("tiny@1").origin()).endsWith("one.onnx");
    }

    @Test
    void path_is_found_with_its_descriptor_beside_it() throws IOException {
        add("any", DESCRIPTOR);

        assertThat(new BackboneRegistry(Optional.empty())
                        .find(folder.resolve("any.onnx").toString())
                        .descriptor())
                .extracting(BackboneDescriptor::id)
                .isEqualTo("tiny@2");
    }

    @Test
    void path_without_descriptor_that_says_it_is_torchvision_is_believed_and_told() throws IOException {
        Path file = describedAs("some net.onnx", "torchvision student, RGB");

        Backbone backbone = registry.find(file.toString());

        BackboneDescriptor derived = backbone.descriptor();
        assertThat(derived.id()).isEqualTo("some-net@derived");
        assertThat(derived.input()).isEqualTo(InputLayout.IMAGENET);
        assertThat(derived.outputs())
                .containsExactly(new OutputLayer("layer2", 128, 8), new OutputLayer("layer3", 256, 16));
        assertThat(backbone.assumed().orElseThrow()).contains("some net.yaml", "RGB");
        assertThat(registry.files()).containsExactly(file);
        assertThat(registry.names()).containsExactly("patchbank-student@1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Keras net, BGR 0..255", "made from torchvision's by Keras"})
    void path_without_descriptor_that_shows_no_torchvision_is_refused_with_a_beginning(String description)
            throws IOException {
        Path file = describedAs("other.onnx", description);

        assertRefused(file.toString(), EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID, e -> {
            assertThat(e).hasMessageContaining("no descriptor").hasMessageContaining(description);
            assertThat(e.remedy()).contains("other.yaml");
            write(folder.resolve("other.yaml"), template(e));
        });

        Backbone described = registry.find(file.toString());
        assertThat(described.assumed()).isEmpty();
        assertThat(described.descriptor().outputs())
                .containsExactly(new OutputLayer("layer2", 128, 8), new OutputLayer("layer3", 256, 16));
        assertThat(described.descriptor().input().colourOrder())
                .isEqualTo(description.contains("Keras") ? InputLayout.ColourOrder.BGR : InputLayout.ColourOrder.RGB);
    }

    @Test
    void resnet50_of_keras_needs_a_descriptor_and_offers_one() throws IOException {
        Path file = Files.createSymbolicLink(
                folder.resolve("resnet50.onnx"),
                Shared.path("backbones/resnet50.onnx").toAbsolutePath());

        assertRefused(
                file.toString(),
                EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID,
                e -> write(folder.resolve("resnet50.yaml"), template(e)));

        BackboneDescriptor described = registry.find("resnet50").descriptor();
        assertThat(described.input().colourOrder()).isEqualTo(InputLayout.ColourOrder.BGR);
        assertThat(described.input().mean()).containsExactly(103.939, 116.779, 123.68);
        assertThat(described.outputs())
                .containsExactly(
                        new OutputLayer("layer1", 256, 4),
                        new OutputLayer("layer2", 512, 8),
                        new OutputLayer("layer3", 1024, 16));
    }

    @Test
    void resnet18_needs_no_descriptor() {
        Backbone resnet = registry.find(Shared.path("backbones/resnet18.onnx").toString());

        assertThat(resnet.descriptor().outputs())
                .containsExactly(
                        new OutputLayer("layer1", 64, 4),
                        new OutputLayer("layer2", 128, 8),
                        new OutputLayer("layer3", 256, 16));
        assertThat(resnet.descriptor().defaultLayers()).containsExactly("layer2", "layer3");
        assertThat(resnet.descriptor().input()).isEqualTo(InputLayout.IMAGENET);
        assertThat(resnet.assumed()).isPresent();
    }

    @Test
    void unknown_name_lists_the_known_ones() throws IOException {
        add("any", DESCRIPTOR);

        assertRefused(
                "nothing",
                EmbeddingErrorCode.BACKBONE_UNKNOWN,
                e -> assertThat(e.remedy()).contains("patchbank-student@1", "tiny@2"));
        assertRefused(
                "absent/file.onnx",
                EmbeddingErrorCode.BACKBONE_UNKNOWN,
                e -> assertThat(e).hasMessageContaining("absent/file.onnx"));
    }

    @Test
    void unknown_layer_lists_the_known_ones() {
        Backbone builtIn = registry.find(BackboneRegistry.BUILT_IN);

        assertThatThrownBy(() -> builtIn.layers(List.of("layer2", "layer9")))
                .hasMessageContaining("layer9")
                .isInstanceOfSatisfying(PatchbankException.class, e -> {
                    assertThat(e.code()).isEqualTo(EmbeddingErrorCode.LAYER_UNKNOWN);
                    assertThat(e.remedy()).contains("layer2, layer3");
                });
        assertThatThrownBy(() -> builtIn.layers(List.of("layer2", "layer2"))).hasMessageContaining("twice");
    }

    @Test
    void another_file_than_the_descriptor_names_is_refused() throws IOException {
        add("any", DESCRIPTOR + "sha256: " + "0".repeat(64) + "\n");

        assertRefused(
                "tiny",
                EmbeddingErrorCode.BACKBONE_HASH_WRONG,
                e -> assertThat(e).hasMessageContaining("0000"));
    }

    @Test
    void names_that_the_network_does_not_have_are_refused() throws IOException {
        add("any", DESCRIPTOR.replace("name: layer3", "name: layer9"));
        assertRefused(
                "tiny",
                EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID,
                e -> assertThat(e.remedy()).contains("layer2, layer3"));

        add("any", DESCRIPTOR.replace("{colour_order", "{name: picture, colour_order"));
        assertRefused(
                "tiny",
                EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID,
                e -> assertThat(e).hasMessageContaining("picture"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: x",
                "name: tiny\nversion: 1\noutputs: [{name: a, channels: 1, stride: 1}]\ninput: {scale: 0}",
                "name: tiny\nversion: 1\noutputs: [{name: a, channels: 0, stride: 1}]\ninput: {scale: 1}",
                "name: tiny\nversion: 1\noutputs: [{name: a, channels: 1, stride: 1}]\ninput: {scale: 1, std: [1, 1]}",
                "name: tiny\nversion: 1\noutputs: [{name: a, channels: 1, stride: 1}]\ninput: {scale: 1}\nmood: 3",
                "name: tiny\nversion: 1\noutputs: [{name: a, channels: 1, stride: 1}]\ninput: {scale: 1, layout: hwc}",
                "name: tiny\nversion: 1\noutputs: []\ninput: {scale: 1}",
                "name: tiny\nversion: 1\noutputs: [{name: a, channels: 1, stride: 1}]\ninput: {scale: 1}\ndefault_layers: [b]",
                "no: [yaml"
            })
    void impossible_descriptor_is_refused(String descriptor) throws IOException {
        add("any", descriptor);

        assertRefused(
                folder.resolve("any.onnx").toString(),
                EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID,
                e -> assertThat(e.remedy()).contains("docs/backbones.md"));
        assertThat(registry.names()).containsExactly("patchbank-student@1");
    }

    @Test
    void a_file_that_is_no_network_is_refused() throws IOException {
        Files.writeString(folder.resolve("text.onnx"), "this is no network, whatever its name");

        assertRefused(
                folder.resolve("text.onnx").toString(),
                EmbeddingErrorCode.BACKBONE_UNREADABLE,
                e -> assertThat(e).hasMessageContaining("text.onnx"));
    }

    private void assertRefused(String name, EmbeddingErrorCode code, Consumer<PatchbankException> more) {
        assertThatThrownBy(() -> registry.find(name)).isInstanceOfSatisfying(PatchbankException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.remedy()).isNotBlank();
            more.accept(e);
        });
    }

    private void add(String stem, String descriptor) throws IOException {
        Files.write(folder.resolve(stem + ".onnx"), builtInFile());
        Files.writeString(folder.resolve(stem + ".yaml"), descriptor);
    }

    /** The built-in network as another file, with what a maker may write into it. */
    private Path describedAs(String file, String description) throws IOException {
        ByteArrayOutputStream onnx = new ByteArrayOutputStream();
        onnx.writeBytes(builtInFile());
        ProtoMessage.write(onnx, 6, description.getBytes(StandardCharsets.UTF_8));
        return Files.write(folder.resolve(file), onnx.toByteArray());
    }

    private static String template(PatchbankException e) {
        return e.remedy().substring(e.remedy().indexOf("name: "));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] builtInFile() {
        return new BackboneRegistry(Optional.empty())
                .find(BackboneRegistry.BUILT_IN)
                .onnx();
    }
}
