package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.demo.PartFolder;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import picocli.CommandLine;

/** The whole command on a small rendered data set with the built-in network. */
class EvaluateCommandTest {
    private static final int TRAIN = 8;
    private static final int GOOD = 3;
    private static final int DEFECTIVE = 4;

    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    private final StringWriter printed = new StringWriter();

    @BeforeAll
    static void draw() throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(new PartRenderer(192), parallel).write(dataset, TRAIN, GOOD, DEFECTIVE / 4, 1);
        }
    }

    @Test
    void json_has_every_key() throws IOException {
        Path file = out.resolve("result.json");

        assertThat(run("--json", file.toString(), "--seed", "3", "--set", "model.coreset_ratio=0.02"))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(keys(json))
                .contains(
                        "image_auroc",
                        "image_average_precision",
                        "f1_max",
                        "pixel_auroc",
                        "aupro",
                        "threshold",
                        "overkill",
                        "escape",
                        "per_defect",
                        "train_images",
                        "test_images",
                        "embeddings",
                        "dimensions",
                        "bank_size",
                        "bank_hash",
                        "spec",
                        "seconds",
                        "inspect_ms",
                        "peak_rss_mb");
        assertThat(keys(json.path("threshold")))
                .contains(
                        "value",
                        "method",
                        "false_reject_wanted",
                        "false_reject_promised",
                        "interval90",
                        "calibration_images");
        assertThat(keys(json.path("seconds"))).containsExactly("features", "coreset", "calibration", "fit_total");
        assertThat(keys(json.path("inspect_ms")))
                .containsExactly("p50", "p95", "p99", "backbone_p50", "search_p50", "answer_p50", "answer_p99");
        assertThat(keys(json.path("per_defect"))).containsExactly("dent", "missing_feature", "scratch", "stain");
        assertThat(json.path("train_images").asInt()).isEqualTo(TRAIN);
        assertThat(json.path("test_images").asInt()).isEqualTo(GOOD + DEFECTIVE);
        assertThat(json.at("/spec/seed").asLong()).isEqualTo(3);
        assertThat(json.at("/threshold/method").asText()).isEqualTo("conformal_largest");
        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.8);
        assertThat(json.path("warnings").isArray()).isTrue();
        assertThat(json.path("warnings")).isEmpty();
        assertThat(printed.toString()).contains("AUROC", "missing_feature", "Add good images until there are 49.");
    }

    @Test
    void report_stands_alone_and_every_image_has_its_pictures() throws IOException {
        assertThat(run("--out", out.toString(), "--train-limit", "6", "--set", "model.coreset_ratio=0.02"))
                .isZero();

        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("<svg", "threshold", "missing_feature", "All figures");
        assertThat(page).doesNotContain("src=\"http", "href=");
        assertThat(Files.readAllLines(out.resolve("scores.csv"))).hasSize(1 + GOOD + DEFECTIVE);
        for (String kind : List.of("overlay", "map")) {
            assertThat(out.resolve(kind).resolve("dent/dent-000.png")).isNotEmptyFile();
        }
    }

    @Test
    void json_on_standard_output_stands_alone_and_lacks_pixel_figures_without_masks(@TempDir Path bare)
            throws IOException {
        copyWithoutMasks(bare);

        assertThat(runOn(bare, "--json", "-", "--set", "model.coreset_ratio=0.02"))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(printed.toString());
        assertThat(json.has("pixel_auroc")).isTrue();
        assertThat(json.path("pixel_auroc").isNull()).isTrue();
        assertThat(json.path("aupro").isNull()).isTrue();
        assertThat(json.path("image_auroc").isNumber()).isTrue();
        assertThat(json.path("refused").findValuesAsText("name")).containsExactly("dent/broken.png", "dent/hungry.tif");
    }

    @Test
    void images_held_out_give_the_calibration() throws IOException {
        Path spec = Files.writeString(out.resolve("spec.yaml"), """
                model: {coreset_ratio: 0.02}
                calibration: {method: held_out, share: 0.25}
                """);
        Path report = out.resolve("report");

        assertThat(run("--json", "-", "--out", report.toString(), "--spec", spec.toString()))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(printed.toString());
        assertThat(json.at("/threshold/calibration_images").asInt()).isEqualTo(TRAIN / 4);
        assertThat(json.path("held_out")).hasSize(TRAIN / 4);
        assertThat(json.path("train_images").asInt()).isEqualTo(TRAIN);
        assertThat(json.path("embeddings").asInt()).isEqualTo(784 * TRAIN * 3 / 4);
        assertThat(json.at("/spec/calibration/method").asText()).isEqualTo("held_out");
        assertThat(Files.readString(report.resolve("report.html"))).contains("calibrated on 2 held out");
    }

    @Test
    void calibration_can_be_set_on_the_command_line() {
        assertThat(run("--set", "model.coreset_ratio=0.02", "--set", "calibration.method=held_out"))
                .isZero();

        assertThat(printed.toString()).contains("from 6 images, 2 others held out", "(2 images)");
    }

    @Test
    void threshold_for_a_rate_out_of_reach_is_extrapolated_on_demand_and_marked(@TempDir Path large)
            throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(new PartRenderer(96), parallel).write(large, 50, 2, 1, 1);
        }
        Path report = out.resolve("report");
        Path file = out.resolve("result.json");

        assertThat(runOn(
                        large,
                        "--extrapolate",
                        "--false-reject",
                        "0.005",
                        "--set",
                        "input_size=64",
                        "--set",
                        "model.coreset_ratio=0.02",
                        "--json",
                        file.toString(),
                        "--out",
                        report.toString()))
                .isZero();

        JsonNode threshold = new ObjectMapper().readTree(file.toFile()).path("threshold");
        assertThat(threshold.path("method").asText()).isEqualTo("pareto_tail");
        assertThat(threshold.path("extrapolated").asBoolean()).isTrue();
        assertThat(threshold.path("false_reject_wanted").asDouble()).isEqualTo(0.005);
        assertThat(threshold.path("interval90")).hasSize(2);
        assertThat(threshold.path("advice").asText()).contains("extrapolation");
        assertThat(printed.toString()).contains("(extrapolated)", "This limit is an extrapolation");
        assertThat(Files.readString(report.resolve("report.html")))
                .contains("pareto_tail, extrapolated", "This limit is an extrapolation");
    }

    @Test
    void too_few_images_to_extrapolate_are_told_plainly() {
        assertThat(run("--extrapolate", "--set", "model.coreset_ratio=0.02")).isZero();

        assertThat(printed.toString()).contains("not extrapolated: that takes 50 at least");
    }

    @Test
    void wrong_usage_ends_with_2() {
        assertThat(run("--false-reject", "2")).isEqualTo(2);
        assertThat(run("--threads", "0")).isEqualTo(2);
        assertThat(run("--train-limit", "-1")).isEqualTo(2);
        assertThat(run("--nonsense")).isEqualTo(2);
    }

    @Test
    void folder_that_is_no_data_set_fails_with_a_remedy() {
        assertThat(runOn(out)).isEqualTo(1);
        assertThat(printed.toString()).contains("dataset-layout", "train/good");
    }

    @Test
    void place_that_cannot_be_written_is_told_before_the_work() throws IOException {
        Path file = Files.createFile(out.resolve("file"));

        assertThat(run("--out", file.resolve("report").toString())).isEqualTo(1);
        assertThat(printed.toString()).contains("output-not-writable");
    }

    /** Two places of its picture are of an unknown type, with a hundred million values each. */
    private static byte[] tiffThatStatesGigabytes() {
        ByteBuffer tiff = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) 2);
        for (int tag : new int[] {273, 279}) {
            tiff.putShort((short) tag).putShort((short) 99).putInt(100_000_000).putInt(8);
        }
        return tiff.array();
    }

    private void copyWithoutMasks(Path bare) throws IOException {
        List<String> folders = List.of("train/good", "test/good", "test/dent");
        for (String folder : folders) {
            Files.createDirectories(bare.resolve(folder));
            try (var files = Files.list(dataset.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, bare.resolve(folder).resolve(file.getFileName()));
                }
            }
        }
        Files.writeString(bare.resolve("test/dent/broken.png"), "no picture");
        Files.write(bare.resolve("test/dent/hungry.tif"), tiffThatStatesGigabytes());
    }

    private int run(String... options) {
        return runOn(dataset, options);
    }

    private int runOn(Path folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(folder.toString());
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

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
