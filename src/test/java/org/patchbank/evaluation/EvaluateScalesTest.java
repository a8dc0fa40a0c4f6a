package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.demo.PartFolder;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.platform.Parallel;
import picocli.CommandLine;

/** Every fusion, aggregation and centring through the whole command, on a small rendered data set. */
class EvaluateScalesTest {
    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    @BeforeAll
    static void draw() throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(new PartRenderer(192), parallel).write(dataset, 8, 3, 1, 1);
        }
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
        Path spec = Files.writeString(out.resolve("spec.yaml"), "input_size: 96\n" + yaml + "\n");
        Path file = out.resolve("result.json");
        StringWriter printed = new StringWriter();
        CommandLine command =
                new CommandLine(new EvaluateCommand(new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()))));
        command.setOut(new PrintWriter(printed));
        command.setErr(new PrintWriter(printed));

        int exit = command.execute(dataset.toString(), "--spec", spec.toString(), "--json", file.toString());

        assertThat(exit).as(printed.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("image_auroc").isNumber()).isTrue();
        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.7);
        assertThat(json.path("threshold").path("value").isNumber()).isTrue();
    }
}
