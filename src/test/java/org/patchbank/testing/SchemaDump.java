package org.patchbank.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema of a database as lines of text in a fixed order: tables, partitions, columns, constraints, indexes, sequences, functions,
 * triggers and the rows that migrations write. The order of columns, the names of not-null constraints and the bounds of partitions,
 * which depend on the day, are left out.
 */
public final class SchemaDump {
    private static final List<String> QUERIES = List.of("""
            select 'table ' || relname || coalesce(' partition by ' || pg_get_partkeydef(oid), '')
                || coalesce(' with ' || reloptions::text, '')
            from tables""", """
            select 'partitions ' || regexp_replace(relname, '_[0-9]{4}_[0-9]{2}$', '_MONTH') || ' ' || count(*)
            from pg_class where relispartition and relkind = 'r' group by regexp_replace(relname, '_[0-9]{4}_[0-9]{2}$', '_MONTH')""", """
            select 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                || case when attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
                || case attidentity when '' then '' else ' identity ' || attidentity::text end || ' storage ' || attstorage::text
            from tables join pg_attribute on attrelid = tables.oid left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attnum > 0 and not attisdropped""", """
            select 'constraint ' || relname || '.' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
            from tables join pg_constraint on conrelid = tables.oid where contype <> 'n' and conparentid = 0""", """
            select 'index ' || pg_get_indexdef(indexrelid) from tables join pg_index on indrelid = tables.oid""", """
            select 'sequence ' || seqrelid::regclass || ' ' || seqtypid::regtype || ' ' || seqstart || ' ' || seqincrement || ' ' || seqmin
                || ' ' || seqmax || ' ' || seqcache || ' ' || seqcycle from pg_sequence""", """
            select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace""", """
            select 'trigger ' || pg_get_triggerdef(pg_trigger.oid) from tables join pg_trigger on tgrelid = tables.oid
            where not tgisinternal""", """
            select 'type ' || typname from pg_type
            where typnamespace = 'public'::regnamespace and typtype <> 'c' and typcategory <> 'A'""", """
            select 'row factory ' || row_to_json(f) from (select name, description from factory) f""", """
            select 'rows installation ' || count(*) from installation""");

    private static final String TABLES = """
            with tables as (
                select * from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                and not relispartition and relname <> 'flyway_schema_history')
            select text from (%s) as found(text) order by text collate "C"
            """;

    private SchemaDump() {}

    /** @return one text for each thing in the schema; a function's is its whole definition */
    public static List<String> of(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String query : QUERIES) {
                try (ResultSet rows = statement.executeQuery(TABLES.formatted(query))) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
        }
        return found;
    }
}
