package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** What the table of defects says of those whose vectors are, or should be, in the vector index. */
@ApplicationScoped
class LostDefects {
    private final DataSource database;

    LostDefects(DataSource database) {
        this.database = database;
    }

    /**
     * @param moved whether its vector is in the index alone
     * @param lost whether it is known to be lost there
     */
    record Row(long id, DefectSpace space, boolean moved, boolean lost) {}

    /** Some of all defects by ascending id. */
    List<Row> page(long after, int limit) {
        return ask("""
                select id, space, dimension, indexed > 0 and vector is null, lost_at is not null
                from defect where id > ? order by id limit ?""", LostDefects::row, after, limit);
    }

    /** Those of some ids that there are. */
    List<Row> present(Collection<Long> ids) {
        return ask("""
                select id, space, dimension, indexed > 0 and vector is null, lost_at is not null
                from defect where id = any(?)""", LostDefects::row, (Object) ids.toArray(Long[]::new));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1), new DefectSpace(row.getString(2), row.getInt(3)), row.getBoolean(4), row.getBoolean(5));
    }

    /**
     * @param lost that were marked
     * @param gone those of them that could not be made again since they were marked before
     */
    record Marked(long lost, long gone) {}

    private record Locked(long id, boolean gone) {}

    /**
     * Marks defects as lost, to be made again. Those that somebody writes to the index at this moment are left alone.
     *
     * @param there the ids that the index has, asked for once nobody writes them any more
     */
    Marked mark(Collection<Long> ids, Supplier<Set<Long>> there) {
        return inTransaction(connection -> {
            String sql = """
                    select id, lost_why is not null from defect
                    where id = any(?) and indexed > 0 and vector is null for update skip locked""";
            Object all = ids.toArray(Long[]::new);
            List<Locked> locked = ask(connection, sql, row -> new Locked(row.getLong(1), row.getBoolean(2)), all);
            Set<Long> present = there.get();
            List<Locked> lost =
                    locked.stream().filter(each -> !present.contains(each.id())).toList();
            change(
                    connection,
                    "update defect set lost_at = coalesce(lost_at, now()), lost_why = null where id = any(?)",
                    (Object) lost.stream().map(Locked::id).toArray(Long[]::new));
            return new Marked(lost.size(), lost.stream().filter(Locked::gone).count());
        });
    }

    /** They are in the index after all. */
    void found(Collection<Long> ids) {
        change("update defect set lost_at = null, lost_why = null where id = any(?)", (Object)
                ids.toArray(Long[]::new));
    }

    /** Some that wait to be made again; all regions of a part are neighbours. */
    List<Defect> waiting(String factory, int limit) {
        return ask(
                "select " + DefectRows.COLUMNS + " from defect"
                        + " where factory = ? and lost_at is not null and lost_why is null order by id limit ?",
                DefectRows::read,
                factory,
                limit);
    }

    /** Has a vector brought into the index anew. */
    void restore(long id, float[] vector) {
        change(
                "update defect set vector = ?, indexed = 0, lost_at = null where id = ? and lost_at is not null",
                DefectRows.bytes(vector),
                id);
    }

    /** @param why the code of what keeps it from being made again */
    void giveUp(long id, String why) {
        change("update defect set lost_why = ? where id = ? and lost_at is not null", why, id);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> List<T> ask(String sql, Reader<T> reader, Object... values) {
        return with(connection -> ask(connection, sql, reader, values));
    }

    private static <T> List<T> ask(Connection connection, String sql, Reader<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    private void change(String sql, Object... values) {
        with(connection -> {
            change(connection, sql, values);
            return null;
        });
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private <T> T inTransaction(Work<T> work) {
        return with(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the table of defects: " + e.getMessage(), e);
        }
    }
}
