package org.patchbank.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;

/** Which migrations made the tables of a database. */
public final class SchemaHistory {
    /** Flyway's description of {@code V1__factories.sql}; its column "script" may hold a path. */
    private static final String OURS = "factories";

    private static final String TABLE = "select to_regclass('flyway_schema_history') is not null";
    private static final String FIRST = "select description from flyway_schema_history where version = '1'";

    private SchemaHistory() {}

    /**
     * Refuses a database whose tables come from migrations that this build does not have. A database that does not answer passes: its
     * first user reports that.
     *
     * @throws PatchbankException {@code DATABASE_TOO_OLD}
     */
    public static void check(DatabaseAddress address) {
        String first;
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            first = "t".equals(single(statement, TABLE)) ? single(statement, FIRST) : null;
        } catch (SQLException reportedByItsUser) {
            return;
        }
        if (first != null && !first.equals(OURS)) {
            throw new PatchbankException(
                    PlatformError.DATABASE_TOO_OLD,
                    "The tables in the database were made by an earlier build (its first migration: " + first
                            + "). This build cannot update them.",
                    "Choose another data folder with --data-dir, or an empty database with patchbank.jdbc-url, and enrol the"
                            + " reference sets again. Nothing was changed: the earlier build still works with this data.");
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
