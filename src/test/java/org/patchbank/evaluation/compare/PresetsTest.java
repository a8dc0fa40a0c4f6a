package org.patchbank.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.patchbank.reference.spec.DetectorSpec;
import org.patchbank.reference.spec.DetectorSpecs;

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
    void specs_that_see_images_alike_are_embedded_together() {
        List<NamedSpec> specs = Presets.NAMES.stream()
                .map(name -> new NamedSpec(name, Presets.read(name, Map.of())))
                .toList();

        assertThat(SharedFeatures.group(specs))
                .anySatisfy(group -> assertThat(group.stream().map(NamedSpec::name))
                        .contains("patchcore", "patchcore-1%", "gaussian", "subspace", "hybrid"));
    }
}
