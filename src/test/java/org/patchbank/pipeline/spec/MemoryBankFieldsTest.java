package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.memorybank.BankSettings;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.platform.PatchbankException;

class MemoryBankFieldsTest {
    @Test
    void what_is_written_reads_as_the_same() {
        DetectorSpec spec = read(Map.of(
                "model.metric", "mahalanobis",
                "model.shrinkage", "0.25",
                "model.selection", "random",
                "model.storage", "int8",
                "model.reweighting", "9",
                "model.position_radius", "2",
                "model.neighbours", "3"));

        assertThat(DetectorSpecs.read(DetectorSpecs.write(spec), Map.of())).isEqualTo(spec);
        assertThat(DetectorSpecs.write(spec).at("/model/shrinkage").asDouble()).isEqualTo(0.25);
    }

    @Test
    void defaults_depend_on_what_they_belong_to() {
        assertThat(bank(Map.of()).shrinkage()).isEmpty();
        assertThat(bank(Map.of("model.metric", "mahalanobis")).shrinkage()).hasValue(BankSettings.DEFAULT_SHRINKAGE);
        assertThat(bank(Map.of("model.selection", "everything")).coresetRatio()).isEqualTo(1);
        assertThat(bank(Map.of("model.selection", "k-means")).coresetRatio()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({
        "model.selection=everything, model.coreset_ratio=0.5, keeps all embeddings",
        "model.selection=everything, model.coreset_size=50, keeps all embeddings",
        "model.metric=cosine, model.shrinkage=0.1, no covariance",
        "model.selection=k-means, model.position_radius=2, from anywhere",
        "model.position_radius=2, augmentation.quarter_turns=true, lie alike",
        "model.selection=greedy, model.reweighting=1, whole number from 2 to 64",
        "model.metric=mahalanobis, model.shrinkage=0, above 0",
        "model.metric=manhattan, model.storage=int8, 'euclidean, cosine, mahalanobis'",
        "model.storage=int4, model.metric=cosine, 'float32, float16, int8, product'"
    })
    void fields_that_do_not_go_together_are_refused_with_the_reason(String one, String other, String reason) {
        Map<String, String> settings =
                Map.of(one.split("=")[0], one.split("=")[1], other.split("=")[0], other.split("=")[1]);

        assertThatThrownBy(() -> read(settings))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.getMessage() + " " + e.remedy()).contains(reason));
    }

    private static MemoryBankSpec bank(Map<String, String> settings) {
        return (MemoryBankSpec) read(settings).model();
    }

    private static DetectorSpec read(Map<String, String> settings) {
        return DetectorSpecs.read(null, settings);
    }
}
