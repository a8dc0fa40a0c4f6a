package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.demo.PartFolder;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import picocli.CommandLine;

/** The evaluate command with the built-in network on a data set, writing into a folder. */
record EvaluateRun(Path dataset, Path out) {
    /** Renders a small data set with one image of each kind of defect. */
    static void draw(Path dataset, int side, int train, int good) throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(new PartRenderer(side), parallel).write(dataset, train, good, 1, 1);
        }
    }

    /**
     * @param spec YAML
     * @return the figures
     */
    JsonNode figures(String spec, String... options) throws IOException {
        StringWriter printed = new StringWriter();
        Path file = out.resolve("result.json");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--json", file.toString()));
        assertThat(run(printed, spec, arguments.toArray(String[]::new)))
                .describedAs(printed.toString())
                .isZero();
        return new ObjectMapper().readTree(file.toFile());
    }

    /**
     * @param printed gets what the command prints, errors too
     * @return the exit code
     */
    int run(StringWriter printed, String spec, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                dataset.toString(),
                "--spec",
                Files.writeString(out.resolve("spec.yaml"), spec).toString()));
        arguments.addAll(List.of(options));
        PrintWriter writer = new PrintWriter(printed, true);
        return new CommandLine(new EvaluateCommand(new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()))))
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof PatchbankException known) {
                        writer.println(known.code().code() + " " + known.getMessage() + " " + known.remedy());
                        return 1;
                    }
                    throw e;
                })
                .execute(arguments.toArray(String[]::new));
    }
}
