package org.patchbank.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How large the database is, as its own catalogue says; nothing is counted. */
@ApplicationScoped
public class DatabaseFigures {
    private static final String SERVER = """
            select split_part(version(), ' ', 1) || ' ' || split_part(version(), ' ', 2), pg_database_size(current_database()),
                (select count(*) from pg_stat_activity where datname = current_database())""";

    /** Partitions are told apart; a table that has some holds nothing itself. */
    private static final String TABLES = """
            select c.relname, pg_table_size(c.oid), pg_indexes_size(c.oid), greatest(c.reltuples, 0), p.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
            where c.relkind = 'r' and n.nspname = current_schema()
            order by pg_total_relation_size(c.oid) desc, c.relname""";

    private final Sql sql;

    DatabaseFigures(Sql sql) {
        this.sql = sql;
    }

    /** @param bytes of the whole database */
    public record Figures(String server, long bytes, int connections, List<Table> tables) {
        public Figures {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A table or a partition.
     *
     * @param bytes of its rows
     * @param indexBytes of its indexes
     * @param rows about, as of the last analysis; 0 until there was one
     * @param partitionOf null for a table of its own
     */
    public record Table(String name, long bytes, long indexBytes, long rows, String partitionOf) {
        public long allBytes() {
            return bytes + indexBytes;
        }
    }

    /** The tables are in the order of their size, the largest first. */
    public Figures read() {
        List<Table> tables = sql.list(
                TABLES,
                row -> new Table(
                        row.getString(1), row.getLong(2), row.getLong(3), (long) row.getDouble(4), row.getString(5)));
        return sql.first(SERVER, row -> new Figures(row.getString(1), row.getLong(2), row.getInt(3), tables))
                .orElseThrow();
    }
}
