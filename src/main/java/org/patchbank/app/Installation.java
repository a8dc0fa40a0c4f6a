package org.patchbank.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.platform.PatchbankException;

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
                        ServerError.DATABASE_TOO_OLD,
                        "The database was last used by an older version of this program, or never.",
                        "Start the server once (./patchbank serve), so that it brings the tables up to date.",
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
