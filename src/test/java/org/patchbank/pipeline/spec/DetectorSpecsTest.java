package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.search.Metric;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.Aggregation;

class DetectorSpecsTest {
    @Test
    void the_defaults_are_those_of_patchcore_on_the_built_in_backbone() {
        DetectorSpec spec = DetectorSpecs.defaults();

        assertThat(spec.embedding().backbone()).isEqualTo("patchbank-student");
        assertThat(spec.embedding().inputSize()).isEqualTo(224);
        assertThat(spec.embedding().neighbourhood()).isEqualTo(3);
        assertThat(spec.fusion()).isEqualTo(new FusionSpec.ConcatenateSpec(List.of()));
        assertThat(spec.centring()).isEqualTo(Centring.NONE);
        assertThat(spec.model())
                .isEqualTo(new MemoryBankSpec(
                        0.1,
                        OptionalInt.empty(),
                        BankSelection.GREEDY,
                        BankStorage.FLOAT32,
                        1,
                        Metric.EUCLIDEAN,
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()));
        assertThat(spec.aggregation().aggregation()).isEqualTo(Aggregation.MAX);
        assertThat(spec.calibration().holdsOut()).isFalse();
        assertThat(spec.seed()).isZero();
    }

    @Test
    void what_is_written_is_read_as_the_same_spec() throws Exception {
        JsonNode tree = new YAMLMapper().readTree("""
                        backbone: mine
                        layers: [layer1, layer2]
                        input_size: 320
                        neighbourhood: 5
                        model:
                          type: memory-bank
                          coreset_size: 2000
                          neighbours: 3
                        seed: 42
                        """);

        DetectorSpec spec = DetectorSpecs.read(tree, Map.of());

        assertThat(spec.embedding().layers()).containsExactly("layer1", "layer2");
        assertThat(DetectorSpecs.read(DetectorSpecs.write(spec), Map.of())).isEqualTo(spec);
        assertThat(DetectorSpecs.read(DetectorSpecs.write(DetectorSpecs.defaults()), Map.of()))
                .isEqualTo(DetectorSpecs.defaults());
    }

    @Test
    void settings_lie_over_the_tree() {
        JsonNode tree = DetectorSpecs.write(DetectorSpecs.defaults());

        DetectorSpec spec = DetectorSpecs.read(
                tree, Map.of("model.coreset_ratio", "0.05", "layers", "[layer3]", "backbone", "mine", "seed", "-7"));

        assertThat(((MemoryBankSpec) spec.model()).coresetRatio()).isEqualTo(0.05);
        assertThat(spec.embedding().layers()).isEqualTo(List.of("layer3"));
        assertThat(spec.seed()).isEqualTo(-7);
        assertThat(DetectorSpecs.read(null, Map.of("layers", "layer2,layer3"))
                        .embedding()
                        .layers())
                .containsExactly("layer2", "layer3");
    }

    @Test
    void images_can_be_held_out_to_calibrate_on() {
        DetectorSpec byDefault = DetectorSpecs.read(null, Map.of("calibration.method", "held_out"));
        DetectorSpec third = DetectorSpecs.read(DetectorSpecs.write(byDefault), Map.of("calibration.share", "0.33"));

        assertThat(byDefault.calibration().share()).hasValue(0.2);
        assertThat(third.calibration().share()).hasValue(0.33);
        assertThat(DetectorSpecs.read(DetectorSpecs.write(third), Map.of())).isEqualTo(third);
    }

    @ParameterizedTest
    @CsvSource({"0, above 0", "-0.1, above 0", "1, below 1", "1.2, below 1", "many, above 0"})
    void impossible_share_to_hold_out_is_refused(String share, String valid) {
        Map<String, String> settings = Map.of("calibration.method", "held_out", "calibration.share", share);

        assertThatThrownBy(() -> DetectorSpecs.read(null, settings))
                .isInstanceOfSatisfying(PatchbankException.class, e -> {
                    assertThat(e.code()).isEqualTo(SpecErrorCode.SPEC_VALUE_INVALID);
                    assertThat(e.remedy()).contains(valid);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    inputsize              | 224     | spec-field-unknown | input_size
                    model.ratio            | 0.1     | spec-field-unknown | coreset_ratio
                    seed.x                 | 1       | spec-value-invalid | whole number
                    input_size             | 7       | spec-value-invalid | 32 to 2048
                    input_size             | 224.5   | spec-value-invalid | whole number
                    neighbourhood          | 2       | spec-value-invalid | 1, 3, 5
                    fusion                 | sum     | spec-value-invalid | concatenate
                    aggregation            | median  | spec-value-invalid | max
                    model                  | bank    | spec-value-invalid | type
                    model.type             | forest  | spec-value-invalid | memory-bank
                    model.metric           | taxicab | spec-value-invalid | euclidean
                    model.coreset_ratio    | 0       | spec-value-invalid | above 0
                    model.coreset_ratio    | 1.5     | spec-value-invalid | at most 1
                    model.coreset_size     | 0       | spec-value-invalid | 1 to
                    model.neighbours       | 65      | spec-value-invalid | 1 to 64
                    layers                 | 3       | spec-value-invalid | list of texts
                    calibration            | cross   | spec-value-invalid | method, share
                    calibration.method     | half    | spec-value-invalid | cross, held_out
                    calibration.share      | 0.3     | spec-value-invalid | held_out
                    calibration.folds      | 5       | spec-field-unknown | method, share
                    backbone               | ''      | spec-value-invalid | not empty
                    """)
    void impossible_fields_and_values_are_refused_with_what_is_valid(
            String path, String value, String code, String valid) {
        assertThatThrownBy(() -> DetectorSpecs.read(null, Map.of(path, value)))
                .isInstanceOfSatisfying(PatchbankException.class, e -> {
                    assertThat(e.code().code()).isEqualTo(code);
                    assertThat(e.remedy()).contains(valid);
                });
    }
}
