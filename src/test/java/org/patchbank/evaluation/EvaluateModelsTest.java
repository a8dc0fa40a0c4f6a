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

/** Every model through the whole command, on a small rendered data set. */
class EvaluateModelsTest {
    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    @BeforeAll
    static void draw() throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(new PartRenderer(192), parallel).write(dataset, 10, 3, 1, 1);
        }
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
        Path spec = Files.writeString(out.resolve("spec.yaml"), "input_size: 96\nmodel: " + model + "\n");
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
        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.6);
        assertThat(json.path("threshold").path("value").isNumber()).isTrue();
    }
}
