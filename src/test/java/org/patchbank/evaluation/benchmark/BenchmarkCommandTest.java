package org.patchbank.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import picocli.CommandLine;

class BenchmarkCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void all_parts_run_and_give_figures_that_hold_together() throws Exception {
        int code = run(
                "all",
                "--rows",
                "15680",
                "--dimension",
                "48",
                "--train-limit",
                "3",
                "--turns",
                "20",
                "--plain-choices",
                "50",
                "--json",
                "-");

        assertThat(code).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        JsonNode coreset = figures.get("coreset");
        assertThat(coreset.get("same_first").intValue()).isEqualTo(50);
        assertThat(coreset.get("ratio").doubleValue())
                .isEqualTo(coreset.get("plain_seconds").doubleValue()
                        / coreset.get("seconds").doubleValue());
        JsonNode search = figures.get("search");
        assertThat(search.get("bank").intValue()).isEqualTo(1568);
        assertThat(search.get("max_score_error").doubleValue()).isLessThan(1e-4);
        assertThat(search.get("max_map_error").doubleValue()).isLessThan(1e-4);
        assertThat(search.get("brute_force_ms").doubleValue()).isPositive();
        JsonNode inspect = figures.get("inspect");
        assertThat(inspect.get("p99_ms").doubleValue())
                .isGreaterThanOrEqualTo(inspect.get("p50_ms").doubleValue());
        assertThat(inspect.get("backbone_p50_ms").doubleValue()).isPositive();
    }

    @Test
    void one_part_alone_gives_only_its_figures() throws Exception {
        assertThat(run("search", "--rows", "15680", "--dimension", "16", "--turns", "20", "--json", "-"))
                .isZero();

        JsonNode figures = new ObjectMapper().readTree(out.toString());
        assertThat(figures.has("search")).isTrue();
        assertThat(figures.has("coreset")).isFalse();
    }

    @Test
    void senseless_sizes_are_wrong_usage() {
        assertThat(run("coreset", "--ratio", "2")).isEqualTo(2);
        assertThat(run("coreset", "--rows", "10")).isEqualTo(2);
        assertThat(run("everything")).isEqualTo(2);
        assertThat(run("index")).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine command =
                new CommandLine(new BenchmarkCommand(new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()))));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(new StringWriter()));
        return command.execute(arguments);
    }
}
