package org.patchbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;

/** A PostgreSQL that several programs share; it may be killed at any moment and comes back at the same address. */
public final class PostgresProcess implements AutoCloseable {
    private static final long START_LIMIT_MS = 60_000;

    private final Path folder;
    private final DataFolder lock;
    private final DatabaseAddress address;

    private PostgresProcess(Path folder, DataFolder lock, DatabaseAddress address) {
        this.folder = folder;
        this.lock = lock;
        this.address = address;
    }

    public static PostgresProcess start(Path folder) {
        DataFolder lock = DataFolder.open(folder);
        EmbeddedDatabase database = EmbeddedDatabase.start(lock, DatabaseResource.RUNTIME);
        return new PostgresProcess(folder, lock, database.address());
    }

    public DatabaseAddress address() {
        return address;
    }

    /** {@code kill -9} of the server; its children end as soon as they notice. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(line("postmaster.pid", 0)))
                .filter(found -> found.info().command().orElse("").endsWith("postgres"))
                .orElseThrow();
        List<ProcessHandle> children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        children.forEach(child -> child.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }

    /** Starts it again with the very options that it had, its port among them. */
    public void restart() {
        boolean root = "root".equals(System.getProperty("user.name"));
        try {
            new ProcessBuilder("sh", "-c", "exec " + (root ? "unshare -U " : "") + line("postmaster.opts", 0))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("postgres.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.currentTimeMillis() + START_LIMIT_MS;
        while (!answers()) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException("PostgreSQL does not come back: see " + folder.resolve("postgres.log"));
            }
            ProgramProcess.sleep(100);
        }
    }

    private boolean answers() {
        try {
            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password())
                    .close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private String line(String file, int number) {
        try {
            return Files.readAllLines(folder.resolve("postgres").resolve(file))
                    .get(number)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ProgramProcess.stopOrphan(folder);
        lock.close();
    }
}
