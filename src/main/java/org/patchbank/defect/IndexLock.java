package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Held by the one node that writes defects to the vector index, or compares both. It is a lock of a database session, outside any
 * transaction: however slow the index is, no row is locked. It ends with its session, so a node that dies leaves no lock.
 */
@ApplicationScoped
class IndexLock {
    /** Any number that no other lock has. */
    private static final long KEY = 0x7061746368646566L;

    private final DataSource database;

    IndexLock(DataSource database) {
        this.database = database;
    }

    /** Empty, with nothing done, if somebody else holds it. */
    <T> Optional<T> ifFree(Supplier<T> work) {
        return with("select pg_try_advisory_lock(?)", work);
    }

    /** Waits for it, as long as statements may wait for a lock. */
    <T> T hold(Supplier<T> work) {
        return with("select pg_advisory_lock(?) is not null", work).orElseThrow();
    }

    private <T> Optional<T> with(String acquire, Supplier<T> work) {
        try (Connection connection = database.getConnection()) {
            if (!ask(connection, acquire)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                ask(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of the defects' index: " + e.getMessage(), e);
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, KEY);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
