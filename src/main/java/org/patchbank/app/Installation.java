package org.patchbank.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;

/** All programs that share one PostgreSQL. */
record Installation(UUID id) {
    private static final String NO_SUCH_TABLE = "42P01";

    static Installation of(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from installation")) {
            rows.next();
            return new Installation(rows.getObject(1, UUID.class));
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                throw new PatchbankException(
                        PlatformError.DATABASE_TOO_OLD,
                        "The database has no tables of Patchbank yet.",
                        "Start the server once (./patchbank serve), so that it makes them.",
                        e);
            }
            throw e;
        }
    }

    /** Keeps the collections of several installations in one Milvus apart. */
    String collectionPrefix() {
        return "patchbank_" + id.toString().substring(0, 8) + "_";
    }
}
