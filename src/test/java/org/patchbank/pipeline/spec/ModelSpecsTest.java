package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.detector.gaussian.GaussianPerPosition.ReductionKind;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.pipeline.spec.ModelSpec.GaussianPerPositionSpec;
import org.patchbank.pipeline.spec.ModelSpec.GaussianSpec;
import org.patchbank.pipeline.spec.ModelSpec.HybridSpec;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.pipeline.spec.ModelSpec.MixtureSpec;
import org.patchbank.pipeline.spec.ModelSpec.MixtureSpec.Components;
import org.patchbank.pipeline.spec.ModelSpec.SubspaceSpec;
import org.patchbank.platform.PatchbankException;

/** The statistical models and hybrids in a spec. */
class ModelSpecsTest {
    private static DetectorSpec read(String yaml) {
        try {
            JsonNode tree = new YAMLMapper().readTree(yaml);
            return DetectorSpecs.read(tree, Map.of());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void defaults_of_a_gaussian_per_position_are_those_of_the_paper() {
        GaussianPerPositionSpec model = (GaussianPerPositionSpec)
                read("model: {type: gaussian-per-position}").model();

        assertThat(model.settings().reduction()).isEqualTo(ReductionKind.RANDOM_CHANNELS);
        assertThat(model.settings().dimensions()).isEqualTo(100);
        assertThat(model.settings().rule()).isEqualTo(new Covariance.Rule(0, 0.01));
    }

    @Test
    void pooled_gaussian_shrinks_by_ledoit_and_wolf_unless_told_otherwise() {
        assertThat(((GaussianSpec) read("model: {type: gaussian}").model()).shrinkage())
                .isEqualTo(Shrinkage.BEST);
        assertThat(((GaussianSpec)
                                read("model: {type: gaussian, shrinkage: 0.2}").model())
                        .shrinkage())
                .isEqualTo(Shrinkage.of(0.2));
    }

    @Test
    void components_are_a_number_or_a_range() {
        assertThat(components("4")).isEqualTo(new Components(4, 4));
        assertThat(components("[2, 5]")).isEqualTo(new Components(2, 5));
    }

    private static Components components(String value) {
        return ((MixtureSpec) read("model: {type: gaussian-mixture, components: %s}".formatted(value))
                        .model())
                .components();
    }

    @Test
    void hybrid_is_a_subspace_and_a_memory_bank_unless_told_otherwise() {
        HybridSpec hybrid = (HybridSpec)
                read("model: {type: hybrid, second: {coreset_ratio: 0.05}}").model();

        assertThat(hybrid.first()).isInstanceOf(SubspaceSpec.class);
        assertThat(((MemoryBankSpec) hybrid.second()).coresetRatio()).isEqualTo(0.05);
    }

    @ParameterizedTest
    @MethodSource("models")
    void every_model_is_written_by_its_name_and_read_from_it(Class<?> type) {
        String name = type.getAnnotation(JsonTypeName.class).value();
        DetectorSpec spec = read("model: {type: %s}".formatted(name));

        assertThat(spec.model()).isInstanceOf(type);
        assertThat(DetectorSpecs.write(spec).at("/model/type").asText()).isEqualTo(name);
    }

    static Class<?>[] models() {
        return ModelSpec.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: gaussian-per-position, reduction: low-rank, channels: 40, score: negative-log-likelihood}",
                "{type: gaussian-per-position, reduction: none, shrinkage: ledoit-wolf, regularisation: 0}",
                "{type: gaussian, shrinkage: 0.2, regularisation: 0.5}",
                "{type: gaussian-mixture, components: [2, 3], dimensions: 10, sample: 500, score: mahalanobis}",
                "{type: kernel-density, dimensions: 8, points: 100, bandwidth: silverman, bandwidth_factor: 0.5}",
                "{type: subspace, energy: 0.9, max_rank: 30}",
                "{type: hybrid, first: {type: gaussian}, second: {type: subspace}, combination: maximum}"
            })
    void what_is_written_is_read_as_the_same_spec(String model) {
        DetectorSpec spec = read("model: " + model);

        assertThat(DetectorSpecs.read(DetectorSpecs.write(spec), Map.of())).isEqualTo(spec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: {type: gaussian, shrinkage: 0}|cannot be inverted",
                "model: {type: gaussian-per-position, regularisation: 0}|cannot be inverted",
                "model: {type: gaussian, shrinkage: 2}|cannot be 2",
                "model: {type: gaussian, channels: 20}|unknown field \"model.channels\"",
                "model: {type: gaussian-per-position, reduction: none, channels: 20}|keeps all channels",
                "model: {type: gaussian-mixture, components: [5, 2]}|model.components",
                "model: {type: subspace, energy: 1.5}|model.energy",
                "model: {type: hybrid, first: {type: hybrid}}|neither is a hybrid",
                "model: {type: hybrid, first: {type: subspace}, second: {type: subspace}}|with itself",
                "model: {type: hybrid, first: {type: subspace, rank: 3}}|unknown field \"model.first.rank\"",
                "{model: {type: gaussian-per-position}, augmentation: {quarter_turns: true}}|parts that lie alike",
                "{model: {type: gaussian-per-position}, tiles: {size: 256}}|the tile of a cell",
                "{model: {type: hybrid, second: {position_radius: 2}}, augmentation: {quarter_turns: true}}|parts that lie alike",
                "{model: {type: hybrid, first: {type: gaussian-per-position}}, augmentation: {flips: [horizontal]}}"
                        + "|parts that lie alike"
            })
    void nonsense_is_refused_with_the_reason(String yaml, String reason) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(PatchbankException.class)
                .hasMessageContaining(reason);
    }
}
