package org.patchbank.inspection.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.DatabaseAddress;
import org.patchbank.platform.EmbeddedDatabase;
import org.patchbank.testing.DatabaseResource;

/** Inspections of before there were months move into theirs, and months are made ahead. */
class MonthsMigrationTest {
    private static final String BEFORE = """
            insert into deployment (id, product, line, revision, created_at, removed_at)
            values ('00000000-0000-0000-0000-000000000001', 'plate', 'l', 1, now(), now());
            insert into deployment_threshold (deployment_id, revision, reference_set, version,
                review_value, review_method, review_wanted, review_promised, review_low, review_high,
                reject_value, reject_method, reject_wanted, reject_promised, reject_low, reject_high,
                calibration_images, reason, made_at)
            values ('00000000-0000-0000-0000-000000000001', 1, 'set', 1, 3, 'MANUAL', 0.1, 0.1, 0, 1,
                4, 'MANUAL', 0.1, 0.1, 0, 1, 100, 'test', now());""";

    private static final String ROW = """
            insert into inspection (id, product, line, deployment_id, revision, reference_set, version, decision, score,
                review_threshold, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                image_sha256, image_width, image_height, received_at, idempotency_key%s)
            values (cast(lpad(to_hex(cast(extract(epoch from cast('%s' as timestamptz)) * 1000 as bigint)), 12, '0')
                || '70008000000000000001' as uuid), 'plate', 'l', '00000000-0000-0000-0000-000000000001', 1, 'set', 1,
                '%s', 5, 3, 4, '[]', '{}', '', 1, 1, 224, 'sha', 1, 1, '%s', %s%s)""";

    @TempDir
    Path path;

    @Test
    void rows_move_into_the_partitions_of_their_months() throws SQLException {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            DatabaseAddress address = database.address();
            migrate(address, "22");
            try (Connection connection =
                            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(BEFORE);
                statement.execute(row("2026-05-31T23:59:59.999Z", "ACCEPT", "'key-1'", false));
                statement.execute(row("2026-06-01T00:00:00Z", "REJECT", "null", false));
                statement.execute(row("2026-07-15T12:00:00Z", "REVIEW", "'key-2'", false));
                migrate(address, "latest");

                assertThat(rows(statement, "select cast(tableoid as regclass) from inspection order by id"))
                        .containsExactly("inspection_2026_05", "inspection_2026_06", "inspection_2026_07");
                assertThat(rows(statement, "select idempotency_key from inspection_key order by 1"))
                        .containsExactly("key-1", "key-2");
                assertThat(rows(statement, "select count(*) from review_item")).containsExactly("2");
                assertThat(rows(
                                statement,
                                "select cast(conrelid as regclass) from pg_constraint where contype = 'f'"
                                        + " and confrelid = 'deployment_threshold'::regclass and conparentid = 0"))
                        .contains("inspection");

                statement.execute(row("2026-06-20T00:00:00Z", "REJECT", "'key-3'", true));
                assertThatThrownBy(() -> statement.execute(row("2026-08-01T00:00:00Z", "ACCEPT", "'key-3'", true)))
                        .hasMessageContaining("inspection_idempotency_key");
                assertThat(rows(statement, "select count(*) from review_item")).containsExactly("3");
            }
        }
    }

    @Test
    void months_are_made_ahead_and_behind_once() throws SQLException {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            DatabaseAddress address = database.address();
            migrate(address, "latest");
            try (Connection connection =
                            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                    Statement statement = connection.createStatement()) {
                int before = rows(
                                statement, "select inhrelid from pg_inherits where inhparent = 'inspection'::regclass")
                        .size();
                String make = "select make_inspection_months(now() - interval '5 months', now() + interval '6 months')";

                assertThat(rows(statement, make)).containsExactly("8");
                assertThat(rows(statement, make)).containsExactly("0");
                assertThat(rows(statement, "select inhrelid from pg_inherits where inhparent = 'inspection'::regclass"))
                        .hasSize(before + 8);
            }
        }
    }

    private static String row(String at, String decision, String key, boolean factories) {
        return ROW.formatted(factories ? ", factory" : "", at, decision, at, key, factories ? ", 'default'" : "");
    }

    private static void migrate(DatabaseAddress address, String target) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations("filesystem:migrations")
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
