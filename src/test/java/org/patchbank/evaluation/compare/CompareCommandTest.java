package org.patchbank.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.CommandError;
import org.patchbank.evaluation.EvaluateCommand;
import org.patchbank.evaluation.demo.PartFolder;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import picocli.CommandLine;

/** The whole command on a small rendered data set with the built-in network. */
class CompareCommandTest {
    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    private final StringWriter printed = new StringWriter();
    private final PatchEmbedders embedders = new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()));
    private final AtomicInteger opened = new AtomicInteger();

    @BeforeAll
    static void draw() throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(new PartRenderer(128), parallel).write(dataset, 8, 4, 1, 1);
        }
    }

    @Test
    void specs_are_compared_and_one_is_recommended_with_its_reason() throws IOException {
        Path page = out.resolve("table.html");

        JsonNode json = compare("--specs", "patchcore,patchcore-1%", "--out", page.toString());

        assertThat(names(json.path("specs"))).containsExactly("patchcore", "patchcore-1%");
        assertThat(json.path("specs")).allSatisfy(spec -> {
            assertThat(spec.path("image_auroc").doubleValue()).isBetween(0.0, 1.0);
            assertThat(spec.path("pixel_auroc").isNumber()).isTrue();
            assertThat(spec.path("aupro").isNumber()).isTrue();
            assertThat(spec.path("overkill").isNumber()).isTrue();
            assertThat(spec.path("escape").isNumber()).isTrue();
            assertThat(spec.path("p50_ms").doubleValue()).isPositive();
            assertThat(spec.path("bank_bytes").longValue()).isPositive();
            assertThat(spec.path("fit_seconds").doubleValue()).isPositive();
        });
        assertThat(json.at("/recommendation/name").textValue()).isIn("patchcore", "patchcore-1%");
        assertThat(json.at("/recommendation/reason").textValue()).contains("AUROC");
        assertThat(json.path("synthetic").booleanValue()).isFalse();
        assertThat(page)
                .content()
                .contains("patchcore-1%", json.at("/recommendation/reason").textValue());
    }

    @Test
    void figures_are_those_of_evaluate() throws IOException {
        JsonNode compared = compare("--specs", "patchcore-1%,padim").path("specs");

        requireFiguresOf(compared.path(0), "--set", "model.coreset_ratio=0.01");
        requireFiguresOf(compared.path(1), "--spec", "src/main/resources/presets/padim.yaml");
    }

    private void requireFiguresOf(JsonNode compared, String... options) throws IOException {
        StringWriter evaluated = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(dataset.toString(), "--json", "-"));
        arguments.addAll(List.of(options));
        new CommandLine(new EvaluateCommand(embedders))
                .setOut(new PrintWriter(evaluated))
                .execute(arguments.toArray(String[]::new));
        JsonNode alone = new ObjectMapper().readTree(evaluated.toString());
        assertThat(compared.path("bank_hash")).isEqualTo(alone.path("bank_hash"));
        for (String figure : List.of("image_auroc", "pixel_auroc", "aupro", "overkill", "escape")) {
            assertThat(compared.path(figure).doubleValue())
                    .isCloseTo(alone.path(figure).doubleValue(), within(1e-9));
        }
    }

    @Test
    void specs_whose_images_the_network_sees_alike_share_its_runs() throws IOException {
        JsonNode json = compare("--specs", "patchcore-1%,padim,spade,textures");
        int shared = opened.getAndSet(0);
        compare("--specs", "patchcore-1%,fast");

        assertThat(shared).isEqualTo(2);
        assertThat(opened).hasValue(4);
        JsonNode seconds = json.path("seconds");
        double rest = seconds.path("total").doubleValue()
                - seconds.path("fits").doubleValue()
                - seconds.path("scorings").doubleValue();
        assertThat(seconds.path("features_ratio").doubleValue())
                .isCloseTo(rest / seconds.path("features").doubleValue(), within(1e-9));
    }

    @Test
    void what_a_storage_costs_and_saves_is_told() throws IOException {
        JsonNode json = compare("--specs", "patchcore-1%", "--storage", "float32,int8");

        assertThat(names(json.path("specs"))).containsExactly("patchcore-1% float32", "patchcore-1% int8");
        JsonNode cost = json.at("/storage/0");
        assertThat(cost.path("name").textValue()).isEqualTo("patchcore-1% int8");
        assertThat(cost.path("against").textValue()).isEqualTo("patchcore-1% float32");
        assertThat(cost.path("bytes_share").doubleValue()).isBetween(0.2, 0.35);
        assertThat(cost.path("image_auroc_difference").doubleValue())
                .isCloseTo(
                        json.at("/specs/1/image_auroc").doubleValue()
                                - json.at("/specs/0/image_auroc").doubleValue(),
                        within(1e-12));
    }

    @Test
    void without_defective_images_it_ranks_by_synthetic_ones_and_says_so() throws IOException {
        Path good = out.resolve("good");
        copy(dataset.resolve("train/good"), good.resolve("train/good"));
        copy(dataset.resolve("train/good"), good.resolve("train/good"), "again-");

        JsonNode json = compare(good, "--specs", "patchcore-1%");

        assertThat(json.path("synthetic").booleanValue()).isTrue();
        assertThat(json.at("/specs/0/image_auroc").isNumber()).isTrue();
        assertThat(json.at("/specs/0/pixel_auroc").isNull()).isTrue();
        assertThat(json.at("/specs/0/threshold_deviation").doubleValue()).isPositive();
        assertThat(json.at("/recommendation/trust").textValue()).contains("synthetic");
        assertThat(json.at("/recommendation/reason").textValue())
                .contains("synthetic defects best", "Its threshold moves by");
    }

    @Test
    void a_spec_that_cannot_be_tried_is_listed_and_the_others_go_through() throws IOException {
        Path own = out.resolve("own.yaml");
        Files.writeString(own, "layers: [layer9]\n");

        JsonNode json = compare("--specs", "patchcore-1%," + own);

        assertThat(names(json.path("specs"))).containsExactly("patchcore-1%");
        assertThat(json.at("/failed/0/name").textValue()).isEqualTo("own.yaml");
        assertThat(json.at("/failed/0/remedy").textValue()).isNotBlank();
    }

    @Test
    void a_spec_that_cannot_be_read_is_listed_and_the_others_go_through() throws IOException {
        Path own = out.resolve("own.yaml");
        Files.writeString(own, "model: {type: gaussian\n");

        JsonNode json = compare("--specs", own + ",gaussian,patchcore-1%", "--storage", "int8");

        assertThat(names(json.path("specs"))).containsExactly("patchcore-1% int8");
        assertThat(names(json.path("failed"))).containsExactly("own.yaml int8", "gaussian int8");
        assertThat(json.at("/failed/0/code").textValue()).isEqualTo("spec-unreadable");
        assertThat(json.at("/failed/1/detail").textValue()).contains("\"model.storage\"");
        assertThat(json.at("/failed/1/remedy").textValue()).contains("shrinkage");
    }

    @Test
    void where_no_spec_can_be_read_the_first_reason_is_told() {
        assertThatThrownBy(() -> compare("--specs", "gaussian,padim", "--storage", "int8"))
                .isInstanceOfSatisfying(PatchbankException.class, e -> {
                    assertThat(e.code()).isEqualTo(CommandError.NOTHING_COMPARED);
                    assertThat(e).hasMessageContaining("\"model.storage\"");
                });
    }

    @Test
    void an_unknown_preset_is_refused_with_the_list() {
        assertThatThrownBy(() -> compare("--specs", "patchcore,none-such"))
                .isInstanceOfSatisfying(
                        PatchbankException.class, e -> assertThat(e.remedy()).contains("patchcore-1%"));
    }

    private JsonNode compare(String... options) throws IOException {
        return compare(dataset, options);
    }

    private JsonNode compare(Path folder, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), "--json", "-"));
        arguments.addAll(List.of(options));
        printed.getBuffer().setLength(0);
        CompareCommand command = new CompareCommand(new PatchEmbedders() {
            @Override
            public PatchEmbedder open(EmbeddingSpec spec, int threads) {
                opened.incrementAndGet();
                return embedders.open(spec, threads);
            }

            @Override
            public List<String> layers(EmbeddingSpec spec) {
                return embedders.layers(spec);
            }
        });
        new CommandLine(command).setOut(new PrintWriter(printed)).parseArgs(arguments.toArray(String[]::new));
        command.call();
        return new ObjectMapper().readTree(printed.toString());
    }

    private static List<String> names(JsonNode specs) {
        List<String> names = new ArrayList<>();
        specs.forEach(spec -> names.add(spec.path("name").textValue()));
        return names;
    }

    private static void copy(Path from, Path to) throws IOException {
        copy(from, to, "");
    }

    private static void copy(Path from, Path to, String prefix) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(prefix + file.getFileName()));
            }
        }
    }
}
