package org.patchbank.inspection.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.testing.DatabaseResource;

class MonthPartitionsTest {
    private static final String DEPLOYMENT = """
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
                image_sha256, image_width, image_height, received_at, idempotency_key)
            values (cast(lpad(to_hex(cast(extract(epoch from cast('%s' as timestamptz)) * 1000 as bigint)), 12, '0')
                || '70008000000000000001' as uuid), 'plate', 'l', '00000000-0000-0000-0000-000000000001', 1, 'set', 1,
                '%s', 5, 3, 4, '[]', '{}', '', 1, 1, 224, 'sha', 1, 1, '%s', %s)""";

    @TempDir
    static Path path;

    private static DataFolder folder;
    private static EmbeddedDatabase database;
    private static Connection connection;
    private static Statement statement;

    @BeforeAll
    static void start() throws SQLException {
        folder = DataFolder.open(path);
        database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME);
        DatabaseAddress address = database.address();
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations("filesystem:migrations")
                .load()
                .migrate();
        connection = DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
        statement = connection.createStatement();
        statement.execute(DEPLOYMENT);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        database.close();
        folder.close();
    }

    @Test
    void months_are_made_ahead_and_behind_once_and_rows_lie_in_theirs() throws SQLException {
        String months = "select inhrelid from pg_inherits where inhparent = 'inspection'::regclass";
        int before = rows(months).size();
        String make = "select make_inspection_months(now() - interval '5 months', now() + interval '6 months')";

        assertThat(rows(make)).containsExactly("8");
        assertThat(rows(make)).containsExactly("0");
        assertThat(rows(months)).hasSize(before + 8);

        Instant lastMonth = LocalDate.now(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .minusMillis(1);
        statement.execute(row(lastMonth, "ACCEPT", null));
        statement.execute(row(lastMonth.plusMillis(1), "ACCEPT", null));
        statement.execute(row(Instant.EPOCH, "ACCEPT", null));
        DateTimeFormatter name =
                DateTimeFormatter.ofPattern("'inspection_'yyyy_MM").withZone(ZoneOffset.UTC);
        assertThat(rows("select cast(tableoid as regclass) from inspection where decision = 'ACCEPT' order by id"))
                .containsExactly("inspection_before", name.format(lastMonth), name.format(lastMonth.plusMillis(1)));
    }

    @Test
    void idempotency_key_is_unique_over_all_months_and_only_stopped_parts_await_a_verdict() throws SQLException {
        Instant now = Instant.now();
        statement.execute(row(now, "REJECT", "key"));

        assertThatThrownBy(() -> statement.execute(row(now.plus(40, ChronoUnit.DAYS), "REVIEW", "key")))
                .hasMessageContaining("inspection_idempotency_key");
        assertThat(rows("select count(*) from review_item")).containsExactly("1");
    }

    private static String row(Instant at, String decision, String key) {
        return ROW.formatted(at, decision, at, key == null ? "null" : "'" + key + "'");
    }

    private static List<String> rows(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
