package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every model through the whole command, on a small rendered data set. */
class EvaluateModelsTest {
    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    @BeforeAll
    static void draw() throws IOException {
        EvaluateRun.draw(dataset, 192, 10, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: gaussian-per-position, channels: 20}",
                "{type: gaussian-per-position, reduction: low-rank, channels: 20, shrinkage: ledoit-wolf}",
                "{type: gaussian-per-position, reduction: none, score: negative-log-likelihood}",
                "{type: gaussian}",
                "{type: gaussian, shrinkage: 0.1, score: negative-log-likelihood}",
                "{type: gaussian-mixture, components: [1, 3], dimensions: 16}",
                "{type: kernel-density, points: 500, bandwidth: silverman}",
                "{type: subspace}",
                "{type: subspace, energy: 0.8, max_rank: 20}",
                "{type: hybrid, second: {coreset_ratio: 0.02}}",
                "{type: hybrid, first: {type: gaussian}, second: {coreset_ratio: 0.02}, combination: maximum}"
            })
    void evaluates(String model) throws IOException {
        JsonNode json = new EvaluateRun(dataset, out).figures("input_size: 96\nmodel: " + model + "\n");

        assertThat(json.path("image_auroc").isNumber()).isTrue();
        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.6);
        assertThat(json.path("threshold").path("value").isNumber()).isTrue();
    }
}
