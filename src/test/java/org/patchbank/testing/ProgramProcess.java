package org.patchbank.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.patchbank.evaluation.ServerFile;
import org.patchbank.platform.database.DatabaseAddress;

/** The packaged program as a process of its own, serving on a free port; it may be killed at any moment. */
public final class ProgramProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path dataDir;
    private final Process process;
    private final URI url;

    private ProgramProcess(Path dataDir, Process process, URI url) {
        this.dataDir = dataDir;
        this.process = process;
        this.url = url;
    }

    /**
     * Starts {@code serve} and waits until it listens. Skips the test where the program is not packaged.
     *
     * @param options further options of {@code serve}
     */
    public static ProgramProcess start(Path dataDir, String... options) {
        return start(dataDir, Map.of(), options);
    }

    /** @param settings by their names */
    public static ProgramProcess start(Path dataDir, Map<String, String> settings, String... options) {
        Process process = launch(dataDir, settings, options);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<URI> url = process.isAlive() ? address(dataDir, process) : Optional.empty();
            if (url.isPresent()) {
                return new ProgramProcess(dataDir, process, url.get());
            }
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the program ended with %d:%n%s".formatted(process.exitValue(), log(dataDir)));
            }
            sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the program does not start:\n" + log(dataDir));
    }

    /** Starts {@code serve} and does not wait. Skips the test where the program is not packaged. */
    public static Process launch(Path dataDir, String... options) {
        return launch(dataDir, Map.of(), options);
    }

    private static Process launch(Path dataDir, Map<String, String> settings, String... options) {
        assumeTrue(Files.exists(JAR), "skipped: the program is not packaged; ./mvnw verify packages it");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString(), "serve", "--data-dir", dataDir.toString(), "--port", "0"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dataDir.resolve("program.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBANK_") || name.startsWith("QUARKUS_"));
        try {
            Files.createDirectories(dataDir);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A killed program leaves its file behind, so the file must name this very process. */
    private static Optional<URI> address(Path dataDir, Process process) {
        try {
            Path file = dataDir.resolve("server.json");
            boolean ours = Files.exists(file)
                    && Files.readString(file).matches("(?s).*\"pid\"\\s*:\\s*" + process.pid() + "\\D.*");
            return ours ? new ServerFile(dataDir).read() : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, without a slash at the end. */
    public URI url() {
        return url;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed, in this life and the ones before. */
    public String log() {
        return log(dataDir);
    }

    private static String log(Path dataDir) {
        try {
            return Files.readString(dataDir.resolve("program.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** The embedded database of the running program. */
    public DatabaseAddress database() {
        try {
            String port = Files.readAllLines(dataDir.resolve("postgres/postmaster.pid"))
                    .get(3)
                    .strip();
            return new DatabaseAddress(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "postgres",
                    Files.readString(dataDir.resolve("postgres.password")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}; its PostgreSQL lives on, as after any such death. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it to stop, as Ctrl-C does, and waits. */
    public void stop() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the program does not stop:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Leaves no process behind, whatever happened before. */
    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
        stopOrphan(dataDir);
    }

    /** Stops the PostgreSQL that a killed program left behind, where no next start has done so. */
    public static void stopOrphan(Path dataDir) {
        Path file = dataDir.resolve("postgres/postmaster.pid");
        try {
            if (Files.exists(file)) {
                ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                        .filter(found -> found.info().command().orElse("").endsWith("postgres"))
                        .ifPresent(found -> {
                            found.destroyForcibly();
                            found.onExit().orTimeout(20, TimeUnit.SECONDS).join();
                        });
            }
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("cannot look for an orphan in " + dataDir, e);
        }
    }

    public static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
