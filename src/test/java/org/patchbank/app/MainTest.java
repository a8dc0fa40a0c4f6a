package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void no_command_is_wrong_usage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("error [usage]: A command is missing.", "remedy: see patchbank --help");
    }

    @Test
    void unknown_command_is_wrong_usage_and_the_nearest_is_named() {
        assertThat(run("enrl")).isEqualTo(2);
        assertThat(err.toString()).contains("error [usage]", "enrol");
    }

    @Test
    void missing_option_is_wrong_usage_and_named() {
        assertThat(run("enrol", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("error [usage]", "--product", "remedy: see patchbank enrol --help");
    }

    @Test
    void too_few_parts_for_the_demo_is_wrong_usage() {
        assertThat(run("demo", "--parts", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--parts must be at least 4");
    }

    @Test
    void known_failure_exits_with_1_and_says_what_to_do() {
        assertThat(run("enrol", folder.resolve("nothing").toString(), "--product", "p"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("error [folder-unreadable]: ", "does not exist.", "remedy: Name a folder");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void server_that_does_not_answer_exits_with_1_and_says_how_to_start_it() throws Exception {
        Path image = Files.createFile(folder.resolve("a.png"));
        assertThat(run("inspect", image.toString(), "--product", "p", "--server", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("error [server-unreachable]", "./patchbank serve");
    }

    @Test
    void version_is_that_of_the_build() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).containsPattern("patchbank \\d+\\.\\d+\\.\\d+");
    }

    @Test
    void schema_of_specs_is_printed() {
        assertThat(run("spec", "schema")).isZero();
        assertThat(out.toString()).contains("https://json-schema.org/draft/2020-12/schema", "coreset_ratio");
    }

    @Test
    void help_lists_every_command() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains(commands());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_of_each_command_has_examples(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: patchbank " + command, "Examples:", "./patchbank " + command);
    }

    static Set<String> commands() {
        return Main.commandLine().getSubcommands().keySet();
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
