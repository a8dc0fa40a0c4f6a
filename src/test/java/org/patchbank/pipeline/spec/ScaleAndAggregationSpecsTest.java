package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.detector.scale.CommonScale.Kind;
import org.patchbank.detector.scale.ScaleCombination.Rule;
import org.patchbank.pipeline.spec.FusionSpec.HierarchicalSpec;
import org.patchbank.pipeline.spec.FusionSpec.HierarchicalSpec.By;
import org.patchbank.pipeline.spec.FusionSpec.IndependentSpec;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.AnomalousArea;
import org.patchbank.scoring.MaskMean;
import org.patchbank.scoring.Mean;
import org.patchbank.scoring.Quantile;
import org.patchbank.scoring.SoftmaxMean;
import org.patchbank.scoring.TopMean;
import org.patchbank.scoring.WeightMask;

/** The fields fusion, centring and aggregation. */
class ScaleAndAggregationSpecsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregation: max",
                "aggregation: mean",
                "aggregation: top-mean",
                "aggregation: {type: top-mean, count: 5}",
                "aggregation: {type: top-mean, share: 0.03}",
                "aggregation: {type: weighted-mean, temperature: 0.5}",
                "aggregation: {type: weighted-mean, weights: [[1, 0.5], [0, 2]]}",
                "aggregation: {type: area, pixel_rate: 0.01}",
                "aggregation: largest-area",
                "aggregation: {type: quantile, level: 0.95}",
                "fusion: concatenate",
                "{layers: [layer2, layer3], fusion: {type: concatenate, weights: [0.5, 1]}}",
                "fusion: independent",
                "fusion: {type: independent, combine: max, scale: standardised}",
                "{layers: [layer2, layer3], fusion: {type: independent, weights: [1, 3]}}",
                "fusion: hierarchical",
                "fusion: {type: hierarchical, by: patches, coarse: layer3, share: 0.2, radius: 2, combine: mean}",
                "fusion: {type: hierarchical, by: images, images: 10, coarse: layer3}",
                "centring: image",
                "{centring: image, fusion: hierarchical}",
                "{centring: image, patches: {type: crops, size: 224, stride: 112}}",
                "{input_size: 64, patches: {type: crops, stride: 64}}"
            })
    void what_is_written_is_read_as_the_same_spec(String yaml) throws JsonProcessingException {
        DetectorSpec spec = read(yaml);
        assertThat(DetectorSpecs.read(DetectorSpecs.write(spec), Map.of())).isEqualTo(spec);
    }

    @Test
    void aggregations_have_defaults_of_their_own() throws JsonProcessingException {
        assertThat(read("aggregation: mean").aggregation().aggregation()).isEqualTo(new Mean());
        assertThat(read("aggregation: top-mean").aggregation().aggregation()).isEqualTo(TopMean.ofShare(0.02));
        assertThat(read("aggregation: {type: top-mean, count: 5}").aggregation().aggregation())
                .isEqualTo(TopMean.ofCount(5));
        assertThat(read("aggregation: weighted-mean").aggregation().aggregation())
                .isEqualTo(new SoftmaxMean(1));
        assertThat(read("aggregation: {type: weighted-mean, weights: [[1, 0.5], [0, 2]]}")
                        .aggregation()
                        .aggregation())
                .isEqualTo(new MaskMean(WeightMask.of(List.of(new float[] {1, 0.5f}, new float[] {0, 2}))));
        assertThat(read("aggregation: area").aggregation().aggregation()).isEqualTo(new AnomalousArea(0.005, false));
        assertThat(read("aggregation: largest-area").aggregation().aggregation())
                .isEqualTo(new AnomalousArea(0.005, true));
        assertThat(read("aggregation: quantile").aggregation().aggregation()).isEqualTo(new Quantile(0.99));
    }

    @Test
    void fusions_have_defaults_of_their_own() throws JsonProcessingException {
        assertThat(read("fusion: independent").fusion())
                .isEqualTo(new IndependentSpec(Rule.MEAN, List.of(), Kind.QUANTILE));
        assertThat(read("fusion: hierarchical").fusion())
                .isEqualTo(new HierarchicalSpec(By.PATCHES, null, 0.1, 1, Rule.MAX, List.of(), Kind.QUANTILE, null));
        assertThat(read("fusion: {type: hierarchical, by: images}").fusion())
                .isEqualTo(new HierarchicalSpec(By.IMAGES, null, null, null, null, null, null, 50));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aggregation: {type: top-mean, count: 3, share: 0.1}                        | spec-contradiction | one of them
            aggregation: {type: weighted-mean, temperature: 1, weights: [[1]]}         | spec-contradiction | temperature
            aggregation: {type: weighted-mean, weights: [[1, 2], [3]]}                 | spec-value-invalid | one length
            aggregation: {type: weighted-mean, weights: [[0, 0]]}                      | spec-value-invalid | not all zero
            aggregation: {type: weighted-mean, weights: [[1, -1]]}                     | spec-value-invalid | negative
            aggregation: {type: weighted-mean, weights: soft}                          | spec-value-invalid | rows
            aggregation: {type: weighted-mean, temperature: 0}                         | spec-value-invalid | from 0.001
            {augmentation: {flips: [vertical]}, aggregation: {type: weighted-mean, weights: [[1]]}} | spec-contradiction | flips
            aggregation: {type: mean, share: 0.1}                                      | spec-field-unknown | type
            aggregation: {type: quantile, level: 1.1}                                  | spec-value-invalid | from 0.001 to 1
            aggregation: {type: area, pixel_rate: 0}                                   | spec-value-invalid | 0.5
            fusion: {type: independent, combine: weighted}                             | spec-contradiction | fusion.weights
            fusion: {type: independent, combine: max, weights: [1, 2]}                 | spec-contradiction | weighted
            fusion: {type: independent, weights: [0, 0]}                               | spec-value-invalid | above 0
            fusion: {type: independent, weights: [1, -1]}                              | spec-value-invalid | each a number from 0
            {layers: [layer3], fusion: {type: concatenate, weights: [1, 2]}} | spec-contradiction | one weight
            {layers: [layer3], fusion: independent}                                    | spec-contradiction | two layers
            {layers: [layer2, layer3], fusion: {type: independent, weights: [1]}}      | spec-contradiction | one weight
            {layers: [layer3], fusion: hierarchical}                                   | spec-contradiction | two layers
            fusion: {type: hierarchical, by: images, share: 0.1}                       | spec-contradiction | fusion.by
            fusion: {type: hierarchical, images: 5}                                    | spec-contradiction | fusion.by
            fusion: {type: hierarchical, share: 0}                                     | spec-value-invalid | above 0
            centring: batch                                                            | spec-value-invalid | image
            {centring: image, fusion: {type: hierarchical, by: images}}                | spec-contradiction | Leave out centring
            {centring: image, patches: {type: crops, size: 224, stride: 224}}          | spec-contradiction | patches.stride
            {centring: image, input_size: 64, patches: {type: crops, stride: 64}}      | spec-contradiction | patches.stride
            """)
    void nonsense_is_refused_with_what_is_valid(String yaml, String code, String valid) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOfSatisfying(PatchbankException.class, e -> {
            assertThat(e.code().code()).isEqualTo(code);
            assertThat(e.remedy()).contains(valid);
        });
    }

    private static DetectorSpec read(String yaml) throws JsonProcessingException {
        return DetectorSpecs.read(new YAMLMapper().readTree(yaml), Map.of());
    }
}
