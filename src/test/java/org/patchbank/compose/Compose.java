package org.patchbank.compose;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * docker-compose.yml as a project of its own, with the images that the environment names. Closing removes it with all that it
 * kept. Needs {@code PATCHBANK_TEST_COMPOSE}, the command of compose: {@code docker compose} or {@code docker-compose}.
 */
final class Compose implements AutoCloseable {
    private static final String COMMAND = System.getenv("PATCHBANK_TEST_COMPOSE");
    private static final Duration LONG = Duration.ofMinutes(8);
    private static final Duration SHORT = Duration.ofMinutes(2);

    private final String project = Optional.ofNullable(System.getenv("PATCHBANK_TEST_COMPOSE_PROJECT"))
            .orElse("patchbank-it-" + ProcessHandle.current().pid());
    private final Path log = Path.of("target", "compose-it.log").toAbsolutePath();

    private Compose() {}

    /** Skips the test where there is no compose, or no program to put into an image. */
    static Compose ofEnvironment() {
        assumeTrue(
                COMMAND != null && !COMMAND.isBlank(),
                "skipped: set PATCHBANK_TEST_COMPOSE to the command of compose, e.g. 'docker compose', and the variables of"
                        + " .env.example to images that are here");
        assumeTrue(
                Files.exists(Path.of("target", "quarkus-app", "quarkus-run.jar")),
                "skipped: the program is not packaged; ./mvnw verify packages it");
        return new Compose();
    }

    void up() {
        compose(LONG, "build", "ingest");
        compose(LONG, "up", "-d");
    }

    /** Where the proxy listens on this machine. */
    URI address() {
        String[] place = compose(SHORT, "port", "proxy", "8080").strip().split(":");
        return URI.create("http://127.0.0.1:" + place[place.length - 1]);
    }

    /** {@code kill -9} of a service's only process. */
    void kill(String service) {
        docker("kill", "-s", "KILL", container(service));
    }

    void start(String service) {
        docker("start", container(service));
    }

    boolean isHealthy(String service) {
        return docker("inspect", "-f", "{{.State.Health.Status}}", container(service))
                .strip()
                .equals("healthy");
    }

    private String container(String service) {
        return compose(SHORT, "ps", "-q", service).strip();
    }

    /** Keeps what the services said in target/compose-it.log, then removes them. */
    @Override
    public void close() {
        try {
            Files.writeString(log, compose(SHORT, "logs", "--no-color", "--tail", "400"));
        } catch (IOException | RuntimeException e) {
            System.err.println("No logs of the services: " + e);
        }
        compose(LONG, "down", "-v", "--remove-orphans", "-t", "10");
    }

    private String compose(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(Arrays.asList(COMMAND.split(" ")));
        command.addAll(List.of("-p", project));
        command.addAll(List.of(arguments));
        return run(command, limit);
    }

    private static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command, SHORT);
    }

    /** What a command has printed; one that fails is an error with all it said. */
    static String run(List<String> command, Duration limit) {
        try {
            Path out = Files.createTempFile("compose-", ".out");
            Path err = Files.createTempFile("compose-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(new File("").getAbsoluteFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().put("PATCHBANK_PORT", "0");
                Process process = builder.start();
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " does not end:\n" + Files.readString(err));
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException("%s ended with %d:%n%s%s"
                            .formatted(command, process.exitValue(), Files.readString(out), Files.readString(err)));
                }
                return Files.readString(out);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
