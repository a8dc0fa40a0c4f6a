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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.testing.BrushedParts;
import picocli.CommandLine;

/** Augmentation, alignment and zones through the whole of {@code evaluate}, on parts drawn for it. */
class PositionPiecesTest {
    private static final int TRAIN = 12;
    private static final int TEST = 8;

    @TempDir
    private Path dataset;

    @Test
    void parts_that_arrive_turned_are_told_apart_with_quarter_turns_enrolled_and_not_without() throws IOException {
        train();
        BrushedParts.write(test("good"), TEST, 100, shot -> shot.turned(shot.seed() % 4));
        BrushedParts.write(
                test("spot"), TEST, 200, shot -> shot.turned(shot.seed() % 4).spotted(62, 20, 120));

        double without = auroc();
        double with = auroc("--set", "augmentation={quarter_turns: true}");

        assertThat(with).isGreaterThan(0.9).isGreaterThan(without + 0.1);
    }

    @Test
    void parts_that_arrive_moved_are_told_apart_position_by_position_once_aligned() throws IOException {
        BrushedParts.write(dataset.resolve("train/good"), TRAIN, 1, PositionPiecesTest::somewhere);
        BrushedParts.write(test("good"), TEST, 100, PositionPiecesTest::somewhere);
        BrushedParts.write(test("spot"), TEST, 200, shot -> somewhere(shot).spotted(62, 20, 16));

        double without = auroc("--set", "zones=per-position");
        double with = auroc("--set", "zones=per-position", "--set", "alignment=shift");

        assertThat(with).isGreaterThan(0.9).isGreaterThan(without + 0.1);
    }

    @Test
    void parts_that_arrive_turned_and_moved_are_aligned_too() throws IOException {
        train();
        BrushedParts.write(test("good"), TEST, 100, shot -> somewhere(shot).turned(shot.seed() % 7 / 3.0));
        BrushedParts.write(
                test("spot"),
                TEST,
                200,
                shot -> somewhere(shot).turned(shot.seed() % 7 / 3.0).spotted(62, 20, 120));

        double without = auroc();
        double with = auroc("--set", "alignment=shift-and-rotation");

        assertThat(with).isGreaterThan(0.9).isGreaterThan(without + 0.1);
    }

    @Test
    void the_same_spot_is_rejected_in_a_strict_zone_and_accepted_in_a_lax_one() throws IOException {
        train();
        BrushedParts.write(test("good"), TEST, 100, shot -> shot);
        BrushedParts.write(test("upper"), TEST, 200, shot -> shot.spotted(66, 8, 140));
        BrushedParts.write(test("lower"), TEST, 200, shot -> shot.spotted(54, 64, 140));

        List<String> upperStrict = rejected("[{name: seal, rectangle: [0, 0, 1, 0.38], strictness: 3},"
                + " {name: skin, rectangle: [0, 0.38, 1, 0.62], strictness: 0.3}]");
        List<String> lowerStrict = rejected("[{name: skin, rectangle: [0, 0, 1, 0.62], strictness: 0.3},"
                + " {name: seal, rectangle: [0, 0.62, 1, 0.38], strictness: 3}]");

        assertThat(upperStrict).filteredOn(name -> name.startsWith("upper")).hasSizeGreaterThanOrEqualTo(TEST - 1);
        assertThat(upperStrict).filteredOn(name -> name.startsWith("lower")).hasSizeLessThanOrEqualTo(1);
        assertThat(lowerStrict).filteredOn(name -> name.startsWith("lower")).hasSizeGreaterThanOrEqualTo(TEST - 1);
        assertThat(lowerStrict).filteredOn(name -> name.startsWith("upper")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void images_that_resemble_the_template_too_little_are_judged_as_they_came_and_that_is_said() throws IOException {
        train();
        BrushedParts.write(test("good"), 3, 100, shot -> shot);
        BrushedParts.write(test("empty"), 2, 200, shot -> shot.moved(1000, 0));

        JsonNode result = result("--set", "alignment=shift");

        assertThat(result.path("test_images").asInt()).isEqualTo(5);
        assertThat(result.path("warnings")).hasSize(1);
        assertThat(result.at("/warnings/0").asText()).contains("2 of 5 test images", "empty/part-000.png");
    }

    private static BrushedParts.Shot somewhere(BrushedParts.Shot shot) {
        return shot.moved((int) (shot.seed() * 17 % 41) - 20, (int) (shot.seed() * 29 % 41) - 20);
    }

    private void train() throws IOException {
        BrushedParts.write(dataset.resolve("train/good"), TRAIN, 1, shot -> shot);
    }

    private Path test(String kind) {
        return dataset.resolve("test").resolve(kind);
    }

    private double auroc(String... options) throws IOException {
        return result(options).path("image_auroc").asDouble();
    }

    private JsonNode result(String... options) throws IOException {
        Path json = dataset.resolve("result.json");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--json", json.toString()));
        run(arguments);
        return new ObjectMapper().readTree(json.toFile());
    }

    /** The names of the images that are rejected. */
    private List<String> rejected(String zones) throws IOException {
        Path out = dataset.resolve("report");
        run(List.of("--set", "zones=" + zones, "--out", out.toString()));
        return Files.readAllLines(out.resolve("scores.csv")).stream()
                .map(line -> line.split(","))
                .filter(columns -> columns[4].equals("true"))
                .map(columns -> columns[0])
                .toList();
    }

    private void run(List<String> options) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--set", "input_size=128", dataset.toString()));
        StringWriter printed = new StringWriter();
        int status = new CommandLine(new EvaluateCommand(new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()))))
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(status).as(printed.toString()).isZero();
    }
}
