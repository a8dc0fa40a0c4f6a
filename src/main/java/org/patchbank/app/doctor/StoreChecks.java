package org.patchbank.app.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.patchbank.evaluation.ServerFile;
import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.platform.database.SchemaHistory;
import org.patchbank.platform.storage.ImageStore;

/** Looks at what is kept: database, vector index, image store; and at the clock against the database's. */
final class StoreChecks {
    private static final Instant SANE_FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SANE_UNTIL = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private final Path dataDir;
    private final Optional<DatabaseAddress> named;
    private final Supplier<ImageStore> imageStore;
    private final Clock clock;
    private final List<Check> checks = new ArrayList<>();

    /** @param named the database of the settings; empty means the embedded one */
    StoreChecks(Path dataDir, Optional<DatabaseAddress> named, Supplier<ImageStore> imageStore, Clock clock) {
        this.dataDir = dataDir;
        this.named = named;
        this.imageStore = imageStore;
        this.clock = clock;
    }

    List<Check> all() {
        checks.add(imageStore());
        if (named.isPresent()) {
            database(named.get());
        } else {
            embedded();
        }
        return checks;
    }

    private Check imageStore() {
        try {
            ImageStore store = imageStore.get();
            store.check();
            return Check.ok("image store", store + " can be used");
        } catch (PatchbankException e) {
            return Check.bad("image store", e.getMessage(), e.remedy());
        }
    }

    private void embedded() {
        Optional<URI> running = new ServerFile(dataDir).read();
        if (running.isPresent()) {
            runningServer(running.get());
            return;
        }
        boolean fresh = !Files.exists(dataDir);
        Path place = null;
        try {
            place = fresh ? Files.createTempDirectory("patchbank-doctor-") : dataDir;
            try (DataFolder folder = DataFolder.open(place);
                    EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                database(database.address());
            }
        } catch (PatchbankException e) {
            checks.add(Check.bad("database", e.getMessage(), e.remedy()));
        } catch (IOException e) {
            checks.add(Check.bad(
                    "database", "No temporary folder can be made: " + e, "Make room in the temporary folder."));
        } finally {
            if (fresh && place != null) {
                remove(place);
            }
        }
    }

    private void runningServer(URI server) {
        try {
            new PatchbankClient(server).ready();
            checks.add(Check.ok("server", server + " runs on the data folder and is ready"));
        } catch (PatchbankException e) {
            checks.add(Check.bad("server", server + " is not ready: " + e.getMessage(), e.remedy()));
        }
        try {
            // The fourth line of postmaster.pid is the port.
            List<String> postmaster =
                    Files.readAllLines(dataDir.resolve("postgres").resolve("postmaster.pid"));
            String url = "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/postgres";
            database(new DatabaseAddress(url, "postgres", Files.readString(dataDir.resolve("postgres.password"))));
        } catch (IOException | IndexOutOfBoundsException e) {
            checks.add(
                    Check.bad("database", "The running server's database is not found: " + e, "Restart the server."));
        }
    }

    private void database(DatabaseAddress address) {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            String version = single(statement, "select 'PostgreSQL ' || current_setting('server_version')");
            SchemaHistory.check(address);
            checks.add(Check.ok("database", version + " at " + address.jdbcUrl()));
            checks.add(index(statement));
            Instant before = clock.instant();
            Instant theirs = theirTime(statement);
            Instant middle =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            checks.add(clock(middle, theirs));
        } catch (PatchbankException e) {
            checks.add(Check.bad("database", e.getMessage(), e.remedy()));
        } catch (SQLException e) {
            checks.add(Check.bad(
                    "database",
                    address.jdbcUrl() + " cannot be used: " + e.getMessage(),
                    "Check the address, the user and the password (patchbank.jdbc-url, -username, -password), and that the"
                            + " server accepts connections from here."));
        }
    }

    private static Check index(Statement statement) throws SQLException {
        String table = single(statement, "select to_regclass('vector_block')");
        if (table == null) {
            return Check.ok("vector index", "in PostgreSQL; its tables are made when the server first starts");
        }
        String rows = single(statement, "select coalesce(sum(row_count), 0) from vector_block");
        return Check.ok("vector index", "in PostgreSQL; holds " + rows + " vectors");
    }

    private static Check clock(Instant ours, Instant theirs) {
        Duration apart = Duration.between(theirs, ours);
        boolean sane = ours.isAfter(SANE_FROM) && ours.isBefore(SANE_UNTIL);
        boolean close = apart.abs().compareTo(CLOCKS_APART) <= 0;
        return Check.of(
                "clock",
                sane && close,
                ours + (close ? ", as the database's" : ", " + apart.toMillis() + " ms ahead of the database's"),
                "Set the clock of both machines by NTP: inspections are kept and ordered by time.");
    }

    private static Instant theirTime(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException leftToTheSystem) {
            folder.toFile().deleteOnExit();
        }
    }
}
