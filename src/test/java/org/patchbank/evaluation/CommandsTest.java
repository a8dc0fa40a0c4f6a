package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;
import picocli.CommandLine;

/** The commands {@code enrol} and {@code inspect} against a real server. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class CommandsTest {
    private static final int GOOD = 6;

    @TestHTTPResource
    URI server;

    @TempDir
    Path folder;

    private final String product = "plate-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write_images() throws Exception {
        for (int i = 0; i < GOOD; i++) {
            Files.write(folder.resolve("good-" + i + ".png"), TestImages.good(i));
        }
    }

    @Test
    void enrolled_product_can_be_inspected_at_once() throws Exception {
        assertThat(enrol("--json")).as(err.toString()).isZero();
        JsonNode enrolled = json();
        assertThat(enrolled.at("/upload/accepted")).hasSize(GOOD);
        assertThat(enrolled.at("/version/state").asText()).isEqualTo("ready");
        assertThat(enrolled.at("/version/bank/hash").asText()).isNotEmpty();
        assertThat(enrolled.at("/deployment/line").asText()).isEqualTo("default");
        assertThat(enrolled.at("/deployment/threshold/reject/value").isNumber()).isTrue();

        assertThat(inspect(folder.resolve("good-0.png"), "--json")).isZero();
        JsonNode inspection = json().at("/judged/0/inspection");
        assertThat(inspection.at("/decision").asText()).isIn("accept", "review", "reject");
        assertThat(inspection.at("/timings_ms/total").asDouble()).isPositive();
    }

    @Test
    void pictures_are_written_beside_the_table() {
        enrol();
        assertThat(out.toString()).contains("Images      6 taken", "Version     1 of", "Deployed    " + product);
        assertThat(inspect(
                        folder.resolve("good-1.png"),
                        "--out",
                        folder.resolve("pictures").toString()))
                .isZero();
        assertThat(out.toString()).contains("decision", "good-1.png");
        assertThat(folder.resolve("pictures")).isDirectoryContaining("glob:**/good-1.overlay.png");
        assertThat(folder.resolve("pictures")).isDirectoryContaining("glob:**/good-1.map.png");
    }

    @Test
    void enrolling_again_adds_images_and_moves_the_deployment() throws Exception {
        enrol();
        Files.write(folder.resolve("good-9.png"), TestImages.good(9));
        assertThat(enrol("--json", "--reject-rate", "0.2", "--review-rate", "0.4"))
                .isZero();
        JsonNode again = json();
        assertThat(again.at("/upload/accepted").findValuesAsText("duplicate")).containsOnlyOnce("false");
        assertThat(again.at("/version/number").asInt()).isEqualTo(2);
        assertThat(again.at("/deployment/version").asInt()).isEqualTo(2);
        assertThat(again.at("/deployment/threshold/reject/false_reject_wanted").asDouble())
                .isEqualTo(0.2);
    }

    @Test
    void enrolling_more_images_may_grow_an_earlier_version() throws Exception {
        enrol("--no-deploy");
        Files.write(folder.resolve("odd.png"), TestImages.scratched(9));
        assertThat(enrol("--json", "--grow-from", "1")).as(err.toString()).isZero();
        JsonNode grown = json();
        assertThat(grown.at("/version/growth/from").asInt()).isEqualTo(1);
        assertThat(grown.at("/version/growth/added").findValuesAsText("name")).containsExactly("odd.png");
        assertThat(grown.at("/deployment/version").asInt()).isEqualTo(2);
        assertThat(enrol("--grow-from", "1", "--set", "seed=3")).isEqualTo(1);
        assertThat(err.toString()).contains("[growth-contradicts]");
    }

    @Test
    void refused_files_are_listed_and_the_others_go_through() throws Exception {
        Files.writeString(folder.resolve("broken.png"), "no image");
        assertThat(enrol("--no-deploy")).isZero();
        assertThat(out.toString()).contains("refused broken.png [", "6 taken, 1 refused", "Deployed    no");
    }

    @Test
    void image_that_cannot_be_judged_fails_and_the_others_are_judged() throws Exception {
        enrol();
        Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
        assertThat(inspect(broken, folder.resolve("good-2.png").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("failed " + broken + " [", "good-2.png");
    }

    @Test
    void product_without_deployment_is_an_error_with_a_remedy() {
        assertThat(inspect(folder.resolve("good-0.png"))).isEqualTo(1);
        assertThat(err.toString()).contains("[not-deployed]");
    }

    @Test
    void set_of_another_product_is_not_touched() {
        enrol("--name", "set-of-" + product, "--no-deploy");
        assertThat(execute(
                        new EnrolCommand(CommandsTest::none),
                        folder.toString(),
                        "--product",
                        "other",
                        "--name",
                        "set-of-" + product))
                .isEqualTo(1);
        assertThat(err.toString()).contains("[other-product]");
    }

    @Test
    void impossible_spec_is_refused_before_anything_is_sent() {
        assertThat(enrol("--set", "model.coreset_ratio=7")).isEqualTo(1);
        assertThat(err.toString()).contains("[spec-").contains("coreset_ratio");
    }

    private int enrol(String... more) {
        return execute(new EnrolCommand(CommandsTest::none), with(more, folder.toString(), "--product", product));
    }

    private int inspect(Path image, String... more) {
        return execute(new InspectCommand(CommandsTest::none), with(more, image.toString(), "--product", product));
    }

    private static String[] with(String[] more, String... first) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private int execute(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commandLine = new CommandLine(command);
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        commandLine.setExecutionExceptionHandler((e, line, parsed) -> {
            err.write(
                    e instanceof org.patchbank.platform.PatchbankException known
                            ? "[" + known.code().code() + "] " + e
                            : e.toString());
            return 1;
        });
        return commandLine.execute(with(arguments, "--server", server.toString()));
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    private static RunningServer none(ServerOptions options) {
        throw new AssertionError("a server was started for " + options);
    }
}
