package org.patchbank.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.compare.SharedFeatures.Family;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;

class PresetsTest {
    static final List<String> NAMES = Presets.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void each_is_a_spec_that_can_be_read_and_written(String name) {
        DetectorSpec spec = Presets.read(name, Map.of());

        assertThat(DetectorSpecs.read(DetectorSpecs.write(spec), Map.of())).isEqualTo(spec);
    }

    @Test
    void patchcore_is_the_default_spec() {
        assertThat(Presets.read("patchcore", Map.of())).isEqualTo(DetectorSpecs.defaults());
    }

    @Test
    void every_file_is_offered_and_described() throws IOException {
        String document = Files.readString(Path.of("docs/specs.md"));
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/presets"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Presets.NAMES)
                    .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
        }
    }

    @Test
    void all_of_one_input_size_share_the_network_and_those_of_the_same_layers_their_embeddings() {
        List<NamedSpec> specs = Presets.NAMES.stream()
                .map(name -> new NamedSpec(name, Presets.read(name, Map.of())))
                .toList();

        List<Family> families = SharedFeatures.of(
                specs, new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())), new ArrayList<>());

        assertThat(families).hasSize(3);
        assertThat(names(families.get(0).groups().get(0).specs()))
                .containsExactly("patchcore", "patchcore-1%", "gaussian", "subspace", "hybrid", "textures");
        assertThat(names(families.get(0).specs())).contains("padim", "spade").hasSize(8);
    }

    private static List<String> names(List<NamedSpec> specs) {
        return specs.stream().map(NamedSpec::name).toList();
    }
}
