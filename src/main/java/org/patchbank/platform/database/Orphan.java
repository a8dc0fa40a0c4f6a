package org.patchbank.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL that outlived the program that started it: after {@code kill -9} of the program the server goes on, and
 * {@code postmaster.pid} in its folder names it.
 */
final class Orphan {
    private static final Logger LOG = Logger.getLogger(Orphan.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Orphan() {}

    /** Stops the server that still works in a folder, if there is one, and clears away what a dead one left. */
    static void stop(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = pid(pidFile).flatMap(ProcessHandle::of).filter(Orphan::isPostgres);
        if (server.isEmpty()) {
            awaitChildren(folder);
            // The number may by now belong to any other process, which PostgreSQL would take for a running server.
            Files.deleteIfExists(pidFile);
            return;
        }
        LOG.infof(
                "Stopping the PostgreSQL that was left behind in %s (process %d)",
                folder, server.get().pid());
        // INT: roll back what is under way and stop. QUIT: stop at once, and recover at the next start.
        if (!signal("INT", server.get()) && !signal("QUIT", server.get())) {
            throw new IOException("PostgreSQL " + server.get().pid() + " in " + folder + " does not stop");
        }
    }

    /** The processes of a killed server end by themselves as soon as they look; until then they hold its memory. */
    private static void awaitChildren(Path folder) throws IOException {
        Path home = folder.toRealPath();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ProcessHandle.allProcesses().filter(Orphan::isPostgres).anyMatch(process -> worksIn(process, home))) {
            if (System.nanoTime() > deadline) {
                throw new IOException("processes of a killed PostgreSQL still work in " + folder);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for PostgreSQL", e);
            }
        }
    }

    /** Tells by Linux's list of processes; where there is none, PostgreSQL itself refuses to start. */
    private static boolean worksIn(ProcessHandle process, Path home) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .equals(home);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static Optional<Long> pid(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(Path::of).map(Path::getFileName).stream()
                .anyMatch(name -> name.toString().startsWith("postgres"));
    }

    private static boolean signal(String name, ProcessHandle process) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL", e);
        }
    }
}
