package org.patchbank.platform.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Statements in SQL, inside the caller's transaction where there is one. Values may be null, texts, numbers, truths, UUIDs, times, enums
 * (kept by name) and arrays of texts, UUIDs, and numbers.
 */
@Singleton
public class Sql {
    private static final Map<Class<?>, String> ARRAYS = Map.of(
            String[].class,
            "text",
            UUID[].class,
            "uuid",
            Double[].class,
            "float8",
            Integer[].class,
            "int4",
            Long[].class,
            "int8");

    private final DataSource database;

    public Sql(DataSource database) {
        this.database = database;
    }

    /** A statement that the database did not take; the cause says why. */
    public static final class Failure extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private Failure(SQLException cause) {
            super("a statement failed: " + cause.getMessage(), cause);
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(String query, Row<T> row, Object... values) {
        return with(query, values, statement -> {
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        });
    }

    /** The first row, if there is any. */
    public <T> Optional<T> first(String query, Row<T> row, Object... values) {
        return list(query, row, values).stream().findFirst();
    }

    /**
     * Reads rows one by one and keeps none, for results that need not fit in memory.
     *
     * @param portion how many rows come from the database at once
     */
    public void each(String query, int portion, RowConsumer consumer, Object... values) {
        inTransaction(connection -> {
            try (PreparedStatement statement = prepare(connection, query, values)) {
                statement.setFetchSize(portion);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(rows);
                    }
                }
            }
        });
    }

    /**
     * Changes all rows or none.
     *
     * @param rows the values of one execution each
     * @param atOnce how many executions make one round trip
     */
    public void changeAll(String change, Iterator<Object[]> rows, int atOnce) {
        inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(change)) {
                for (int waiting = 1; rows.hasNext(); waiting++) {
                    bind(statement, rows.next());
                    statement.addBatch();
                    if (waiting % atOnce == 0 || !rows.hasNext()) {
                        statement.executeBatch();
                    }
                }
            }
        });
    }

    /** @return how many rows it changed */
    public int change(String statement, Object... values) {
        return with(statement, values, PreparedStatement::executeUpdate);
    }

    /** @return null for null */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    public static List<Double> numbers(ResultSet row, String column) throws SQLException {
        return List.of((Double[]) row.getArray(column).getArray());
    }

    private <T> T with(String sql, Object[] values, Use<T> use) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return use.of(statement);
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /** In the caller's transaction, or in one for the work alone. */
    private void inTransaction(Work work) {
        try (Connection connection = database.getConnection()) {
            if (!connection.getAutoCommit()) {
                work.with(connection);
                return;
            }
            connection.setAutoCommit(false);
            try {
                work.with(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object[] values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, values);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, value(statement.getConnection(), values[i]));
        }
    }

    private static Object value(Connection connection, Object value) throws SQLException {
        if (value instanceof Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Object[] array) {
            return connection.createArrayOf(ARRAYS.get(array.getClass()), array);
        }
        return value;
    }

    @FunctionalInterface
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
