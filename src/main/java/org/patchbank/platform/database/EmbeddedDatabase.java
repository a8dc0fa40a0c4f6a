package org.patchbank.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.Durably;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;

/**
 * A PostgreSQL of our own in the data folder, for this machine alone: a free port on the loopback address, a password
 * that only the folder's owner can read, every commit on disk before it is answered.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "postgres";
    private static final String INITIALISED = "patchbank.initialised";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final DatabaseAddress address;

    private EmbeddedDatabase(EmbeddedPostgres server, DatabaseAddress address) {
        this.server = server;
        this.address = address;
    }

    /** Starts with the server's programs unpacked inside the data folder. */
    public static EmbeddedDatabase start(DataFolder folder) {
        return start(folder, folder.resolve("runtime"));
    }

    /**
     * Starts the database of a folder, or makes it. A server that an earlier, killed program left behind is stopped first.
     *
     * @param runtime where the server's programs are unpacked; may be shared by several data folders
     * @throws PatchbankException {@code DATABASE_DOES_NOT_START}
     */
    public static EmbeddedDatabase start(DataFolder folder, Path runtime) {
        Path data = folder.resolve("postgres");
        Path log = folder.resolve("postgres.log");
        try {
            Orphan.stop(data);
            setAsideHalfMade(data);
            Path password = password(folder);
            rotate(log);
            EmbeddedPostgres server = PostgresRuntime.start(runtime, programs -> server(data, programs, log, password));
            markInitialised(data);
            String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), DATABASE);
            return new EmbeddedDatabase(server, new DatabaseAddress(url, SUPERUSER, Files.readString(password)));
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            throw new PatchbankException(
                    PlatformError.DATABASE_DOES_NOT_START,
                    "The embedded PostgreSQL in " + data + " does not start: " + e.getMessage(),
                    "Its last words are in " + log
                            + ". Make room on the disk if it is full, or name a PostgreSQL of your own with"
                            + " patchbank.jdbc-url.",
                    e);
        }
    }

    private static EmbeddedPostgres server(Path data, Path programs, Path log, Path password) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setConnectConfig("password", Files.readString(password))
                // Options of initdb: the same order of text on every machine, and no access without the password.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", password.toString());
        // The library is made for tests and starts with both off.
        builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        builder.setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "''");
        builder.setServerConfig("max_connections", "100").setServerConfig("shared_buffers", "64MB");
        return builder.start();
    }

    /** A first start that was killed leaves half a database, which no later start could use. Nothing is deleted. */
    private static void setAsideHalfMade(Path data) throws IOException {
        if (Files.exists(data) && !Files.exists(data.resolve(INITIALISED))) {
            Path aside = Files.createTempDirectory(data.getParent(), "postgres-half-made-");
            Files.move(data, aside.resolve("postgres"));
        }
    }

    private static void markInitialised(Path data) throws IOException {
        Path mark = data.resolve(INITIALISED);
        if (!Files.exists(mark)) {
            Files.createFile(mark);
        }
    }

    private static Path password(DataFolder folder) throws IOException {
        Path file = folder.resolve("postgres.password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path temporary = folder.resolve("postgres.password.new");
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, HexFormat.of().formatHex(random));
            Durably.move(temporary, file);
        }
        return file;
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > 10 << 20) {
            Files.delete(log);
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Stops the server; committed data stays. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("the embedded PostgreSQL does not stop", e);
        }
    }
}
