package org.patchbank.testing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Warnings of drift that no look has found: rows for tests of how they are shown. */
public final class DriftWarningRows {
    private final DataSource database;

    public DriftWarningRows(DataSource database) {
        this.database = database;
    }

    /** A warning of brightness, from 118.2 to 96.3 just now. @param before and after are inspections */
    public UUID add(String product, String line, UUID deployment, List<UUID> before, List<UUID> after) {
        UUID id = UUID.randomUUID();
        execute("""
                insert into drift_warning (id, factory, product, line, deployment_id, measure, revision, before_middle,
                    after_middle, psi, ks, p_value, since, since_start, first_seen, last_seen, before_examples, after_examples)
                values (?, 'default', ?, ?, ?, 'BRIGHTNESS', 1, 118.2, 96.3, 3.41, 0.87, 1e-12, now(), false, now(), now(), ?, ?)""", id, product, line, deployment, before, after);
        return id;
    }

    /** What it warned of is as before. */
    public void resolve(UUID id) {
        execute("update drift_warning set resolved_at = now(), resolution = 'BACK' where id = ?", id);
    }

    private void execute(String statement, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i] instanceof List<?> ids ? uuids(connection, ids) : values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Array uuids(Connection connection, List<?> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }
}
