package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts it: the launcher, the packaged jar, a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class ProcessIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temporary;

    @Test
    void help_and_usage_errors_answer_without_a_server() throws Exception {
        assertThat(finish(launch("help", "--help"))).isZero();
        assertThat(said("help")).contains("Usage: patchbank", "Exit codes: 0 done, 1 failed, 2 wrong usage.");
        assertThat(finish(launch("usage", "enrol"))).isEqualTo(2);
        assertThat(complained("usage")).startsWith("error [usage]: ");
    }

    @Test
    void demo_judges_its_parts_and_a_second_one_finds_them_again() throws Exception {
        String data = temporary.resolve("data").toString();
        String[] demo = {"demo", "--once", "--json", "--parts", "12", "--port", "0", "--data-dir", data};
        assertThat(finish(launch("first", demo))).as(complained("first")).isZero();
        JsonNode first = JSON.readTree(said("first"));
        assertThat(first.at("/defective/parts").asInt()).isEqualTo(20);
        assertThat(first.at("/defective/accepted").asInt()).isLessThan(10);
        assertThat(first.at("/good/rejected").asInt()).isLessThan(10);

        assertThat(finish(launch("second", demo))).as(complained("second")).isZero();
        assertThat(complained("second")).contains("Found the demo's data again");
        assertThat(ids(JSON.readTree(said("second")))).isEqualTo(ids(first)).hasSize(40);
    }

    @Test
    void served_until_it_is_told_to_stop_and_nothing_is_left_running() throws Exception {
        Path data = temporary.resolve("data");
        Process server = launch("serve", "serve", "--port", "0", "--data-dir", data.toString());
        try {
            URI url = url(data, server);
            assertThat(isReady(url, Instant.now().plusSeconds(30))).isTrue();
            assertThat(finish(launch("beside", "serve", "--port", "0", "--data-dir", data.toString())))
                    .isEqualTo(1);
            assertThat(complained("beside")).contains("error [data-folder-in-use]", "remedy: ");
        } finally {
            server.destroy();
        }
        finish(server);
        assertThat(data.resolve("server.json")).doesNotExist();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(said("serve")).contains("/q/swagger-ui", "Ctrl-C stops it.");
    }

    @Test
    void doctor_finds_all_well_and_leaves_nothing_behind() throws Exception {
        Path data = temporary.resolve("none");
        assertThat(finish(launch("doctor", "doctor", "--json", "--data-dir", data.toString())))
                .as(said("doctor"))
                .isZero();
        assertThat(JSON.readTree(said("doctor")).findValuesAsText("name"))
                .contains("java", "vector kernels", "backbone", "database", "vector index", "image store", "clock");
        assertThat(data).doesNotExist();
    }

    /** A server that has just started may still be loading what it serves. */
    private static boolean isReady(URI url, Instant deadline) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/q/health/ready")).build();
        while (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    private Process launch(String name, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Path.of("patchbank").toAbsolutePath().toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.redirectOutput(temporary.resolve(name + ".out").toFile());
        builder.redirectError(temporary.resolve(name + ".err").toFile());
        builder.environment().put("PATCHBANK_JAVA_OPTS", "-Xmx1g");
        return builder.start();
    }

    private static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + process.info());
        }
        Thread.sleep(200); // what filters the words of Java may live a little longer
        return process.exitValue();
    }

    private String said(String name) throws IOException {
        return Files.readString(temporary.resolve(name + ".out"));
    }

    private String complained(String name) throws IOException {
        return Files.readString(temporary.resolve(name + ".err"));
    }

    private URI url(Path data, Process server) throws Exception {
        Path file = data.resolve("server.json");
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            assertThat(server.isAlive()).as(() -> "the server ended").isTrue();
            Thread.sleep(100);
        }
        return URI.create(JSON.readTree(file.toFile()).get("url").asText());
    }

    private static List<String> ids(JsonNode found) {
        List<String> ids = new ArrayList<>();
        found.get("parts").forEach(part -> ids.add(part.at("/inspection/id").asText()));
        return ids;
    }
}
