package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.DatabaseAddress;
import org.patchbank.platform.EmbeddedDatabase;
import org.patchbank.testing.DatabaseResource;

/** What was built when a version was always one bank can still be read, and what was under way is built anew. */
class FittedStatesMigrationTest {
    private static final String BEFORE = """
            insert into reference_set values ('00000000-0000-0000-0000-000000000001', 'old', 'plate', null, null, '{}', now());
            insert into reference_version (id, reference_set_id, number, state, spec, bank, embedding_space, bank_size, dimension,
                embeddings, bank_hash, grid_rows, grid_columns, created_at, ready_at)
            values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 1, 'READY', '{}', 7, 'space',
                50, 192, 500, 'abc', 28, 28, now(), now());
            insert into reference_version (id, reference_set_id, number, state, spec, bank, embedding_space, dimension, created_at)
            values ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000001', 2, 'BUILDING', '{}', 8, 'space',
                192, now());
            insert into reference_version (id, reference_set_id, number, state, spec, created_at)
            values ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001', 3, 'QUEUED', '{}', now());
            """;

    @TempDir
    Path path;

    @Test
    void versions_of_one_bank_are_carried_over() throws SQLException {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            DatabaseAddress address = database.address();
            migrate(address, "12");
            try (Connection connection =
                            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(BEFORE);
                migrate(address, "latest");

                assertThat(row(
                                statement,
                                "select version_id, bank, name, dimension, size, hash from reference_version_bank"))
                        .isEqualTo("00000000-0000-0000-0000-000000000002|7||192|50|abc");
                assertThat(row(statement, """
                                select attempt, state_hash, state_bytes, parameters_sha256 from reference_version
                                where state = 'READY'""")).isEqualTo("7|abc|38400|null");
                assertThat(row(statement, "select bank, embedding_space, dimension from abandoned_bank"))
                        .isEqualTo("8|space|192");
            }
        }
    }

    private static void migrate(DatabaseAddress address, String target) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations("filesystem:migrations")
                .target(target)
                .load()
                .migrate();
    }

    /** The only row, its columns apart by bars. */
    private static String row(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.append(i > 1 ? "|" : "").append(rows.getString(i));
            }
            assertThat(rows.next()).isFalse();
            return row.toString();
        }
    }
}
