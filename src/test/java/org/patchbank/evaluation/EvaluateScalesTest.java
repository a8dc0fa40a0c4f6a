package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fusion and centring through the whole command, on a small rendered data set. */
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
                "fusion: {type: concatenate, weights: [0.5, 1]}",
                "fusion: independent",
                "fusion: {type: independent, weights: [1, 2], scale: standardised}",
                "fusion: {type: hierarchical, share: 0.2}",
                "fusion: {type: hierarchical, by: images, images: 4}",
                "centring: image"
            })
    void evaluates(String yaml) throws IOException {
        JsonNode json = new EvaluateRun(dataset, out).figures("input_size: 96\n" + yaml + "\n");

        assertThat(json.path("image_auroc").asDouble()).isGreaterThanOrEqualTo(0.5);
        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.7);
        assertThat(json.path("threshold").path("value").asDouble()).isPositive();
    }

    @Test
    void the_highest_of_the_layers_is_never_below_their_mean() throws IOException {
        List<Double> mean = scores("mean");
        List<Double> highest = scores("max");

        assertThat(highest).hasSameSizeAs(mean).hasSizeGreaterThan(3);
        for (int i = 0; i < mean.size(); i++) {
            assertThat(highest.get(i)).isGreaterThan(mean.get(i));
        }
    }

    private List<Double> scores(String combine) throws IOException {
        new EvaluateRun(dataset, out)
                .figures(
                        "{input_size: 96, fusion: {type: independent, combine: %s}}".formatted(combine),
                        "--out",
                        out.toString());
        return Files.readAllLines(out.resolve("scores.csv")).stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",")[2]))
                .toList();
    }
}
