package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.platform.database.SchemaHistory;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.SchemaDump;

class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("migrations");

    @TempDir
    static Path path;

    private static DataFolder folder;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        folder = DataFolder.open(path);
        database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME);
    }

    @AfterAll
    static void stop() {
        database.close();
        folder.close();
    }

    @Test
    void migrations_are_numbered_from_one_without_gaps() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            List<Integer> numbers = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();

            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
    }

    /** Write a wanted change of the schema into the resource. */
    @Test
    void schema_is_that_of_the_resource() throws SQLException, IOException {
        DatabaseAddress address = empty("whole");
        migrate(address, "filesystem:" + MIGRATIONS);

        try (Connection connection = connect(address)) {
            assertThat(SchemaDump.of(connection).stream().flatMap(String::lines))
                    .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/schema.txt")));
        }
    }

    @Test
    void database_of_an_earlier_build_is_refused_with_a_remedy(@TempDir Path migrations)
            throws SQLException, IOException {
        Files.writeString(
                migrations.resolve("V1__reference_sets.sql"), "create table reference_set (id uuid primary key);");
        DatabaseAddress address = empty("earlier");
        migrate(address, "filesystem:" + migrations);

        assertThatThrownBy(() -> SchemaHistory.check(address)).isInstanceOfSatisfying(PatchbankException.class, e -> {
            assertThat(e.code()).isEqualTo(PlatformError.DATABASE_TOO_OLD);
            assertThat(e).hasMessageContaining("earlier build").hasMessageContaining("reference sets");
            assertThat(e.remedy()).contains("--data-dir").contains("patchbank.jdbc-url");
        });
    }

    @Test
    void empty_database_and_one_of_this_build_are_accepted() throws SQLException {
        DatabaseAddress address = empty("own");
        assertThatCode(() -> SchemaHistory.check(address)).doesNotThrowAnyException();
        migrate(address, "filesystem:" + MIGRATIONS);

        assertThatCode(() -> SchemaHistory.check(address)).doesNotThrowAnyException();
    }

    private static DatabaseAddress empty(String name) throws SQLException {
        DatabaseAddress server = database.address();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        String url = server.jdbcUrl().substring(0, server.jdbcUrl().lastIndexOf('/') + 1) + name;
        return new DatabaseAddress(url, server.username(), server.password());
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
    }

    private static void migrate(DatabaseAddress address, String location) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations(location)
                .load()
                .migrate();
    }
}
