package org.patchbank.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.testing.DatabaseResource;

class EmbeddedDatabaseTest {
    @TempDir
    Path path;

    @Test
    void commits_survive_a_restart_and_are_forced_to_disk() throws SQLException {
        try (DataFolder folder = DataFolder.open(path)) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
                assertThat(ask(database, "show fsync")).isEqualTo("on");
                assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
                assertThat(ask(database, "show server_encoding")).isEqualTo("UTF8");
                assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
                ask(database, "create table part (name text); insert into part values ('größe') returning name");
            }
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
                assertThat(ask(database, "select name from part")).isEqualTo("größe");
            }
        }
    }

    @Test
    void orphan_of_a_killed_program_is_stopped_before_the_next_start() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedDatabase orphan = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME);
            ask(orphan, "create table part (name text); insert into part values ('kept') returning name");
            // The library locks this file; a lock dies with its program, which here is still alive.
            Files.delete(path.resolve("postgres/epg-lock"));
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
                assertThat(database.address()).isNotEqualTo(orphan.address());
                assertThat(ask(database, "select name from part")).isEqualTo("kept");
                assertThatThrownBy(() -> ask(orphan, "select 1")).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void server_that_was_killed_itself_recovers() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedDatabase killed = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME);
            ask(killed, "create table part (name text); insert into part values ('kept') returning name");
            long pid = Long.parseLong(Files.readAllLines(path.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Files.delete(path.resolve("postgres/epg-lock"));
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
                assertThat(ask(database, "select name from part")).isEqualTo("kept");
            }
        }
    }

    @Test
    void pid_file_that_names_another_process_does_not_hinder_the_start() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME).close();
            Path pidFile = path.resolve("postgres/postmaster.pid");
            Files.writeString(
                    pidFile, ProcessHandle.current().pid() + "\n" + path + "\n1\n5432\n\n127.0.0.1\n\nready\n");
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
                assertThat(ask(database, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void database_of_a_first_start_that_was_killed_is_set_aside() throws Exception {
        Files.createDirectories(path.resolve("postgres/base"));
        Files.writeString(path.resolve("postgres/postgresql.conf"), "half a line");
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void connection_without_the_password_is_refused() {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            DatabaseAddress wrong = new DatabaseAddress(database.address().jdbcUrl(), "postgres", "guess");
            assertThatThrownBy(() -> ask(wrong, "select 1")).hasMessageContaining("password");
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        return ask(database.address(), sql);
    }

    private static String ask(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            if (!rows) {
                statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
