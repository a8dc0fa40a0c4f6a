package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fusion, aggregation and centring through the whole command, on a small rendered data set. */
class EvaluateScalesTest {
    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    @BeforeAll
    static void draw() throws IOException {
        EvaluateRun.draw(dataset, 192, 8, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregation: mean",
                "aggregation: {type: top-mean, share: 0.03}",
                "aggregation: {type: weighted-mean, temperature: 0.5}",
                "aggregation: {type: weighted-mean, weights: [[1, 1, 1], [1, 2, 1], [1, 1, 1]]}",
                "aggregation: area",
                "aggregation: largest-area",
                "aggregation: {type: quantile, level: 0.99}",
                "fusion: {type: concatenate, weights: [0.5, 1]}",
                "fusion: independent",
                "fusion: {type: independent, weights: [1, 2], scale: standardised}",
                "fusion: {type: hierarchical, share: 0.2}",
                "fusion: {type: hierarchical, by: images, images: 4}",
                "centring: image"
            })
    void evaluates(String yaml) throws IOException {
        JsonNode json = new EvaluateRun(dataset, out).figures("input_size: 96\n" + yaml + "\n");

        assertThat(json.path("image_auroc").isNumber()).isTrue();
        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.7);
        assertThat(json.path("threshold").path("value").isNumber()).isTrue();
    }
}
