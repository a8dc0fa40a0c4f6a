package org.patchbank.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** All programs that share one PostgreSQL. */
record Installation(UUID id) {
    static Installation of(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from installation")) {
            rows.next();
            return new Installation(rows.getObject(1, UUID.class));
        }
    }

    /** Keeps the collections of several installations in one Milvus apart. */
    String collectionPrefix() {
        return "patchbank_" + id.toString().substring(0, 8) + "_";
    }
}
